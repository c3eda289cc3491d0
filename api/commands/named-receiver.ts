import type { Receiver } from '../../domain/claim/payee-commands.ts'
import type { WirePayee } from '../wire/commands/settlement.ts'

/** Who takes money for a payee, as the core knows him: his identity number was sealed before. */
export const namedReceiver = ({ as, evidence, identityDocumentId }: NonNullable<WirePayee['receiver']>): Receiver => ({
  as,
  evidence,
  ...(identityDocumentId !== undefined && { identityDocumentId }),
})
