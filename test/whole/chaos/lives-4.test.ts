import { livesHold } from './property.ts'

livesHold(4)
