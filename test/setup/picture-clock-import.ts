/** For `node --import`: shifts the clock before anything else runs. */
import { beginAtPictureTime } from './picture-clock.ts';

beginAtPictureTime();
