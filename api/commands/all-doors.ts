import * as advance from './advance-doors.ts'
import * as amounts from './amount-doors.ts'
import { assignment, interest } from './assignment-doors.ts'
import type { CommandDoor } from './command-door.ts'
import { approval } from './decision-doors.ts'
import * as emergency from './emergency-doors.ts'
import { acknowledgement } from './escalation-doors.ts'
import { feedback } from './feedback-doors.ts'
import * as disputes from './dispute-doors.ts'
import * as frontDesk from './front-desk-doors.ts'
import * as holds from './hold-doors.ts'
import * as middle from './middle-doors.ts'
import * as payees from './payee-doors.ts'
import * as settlement from './settlement-doors.ts'

/** Every door there is, for whoever must not forget one. */
export const allDoors: readonly CommandDoor[] = [
  ...Object.values(frontDesk).filter((door) => typeof door === 'object'),
  ...Object.values(middle),
  approval,
  ...Object.values(settlement),
  ...Object.values(advance),
  ...Object.values(payees),
  ...Object.values(disputes).filter((door) => typeof door === 'object'),
  feedback,
  assignment,
  interest,
  acknowledgement,
  ...Object.values(holds),
  ...Object.values(amounts),
  ...Object.values(emergency),
]
