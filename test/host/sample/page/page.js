document.querySelector('#ready').textContent = typeof window.sample;
