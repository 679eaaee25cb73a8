import { livesHold } from './property.ts'

livesHold(3)
