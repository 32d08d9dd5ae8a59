import { roomConfig } from './room.mjs';

export default roomConfig('calendar');
