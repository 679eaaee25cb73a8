import { livesHold } from './property.ts'

livesHold(2)
