// What a call does to the world, and what the owner of the machine allows of it.

/** Learns something; changes something here; tells someone; costs money. */
export type Effect = 'read' | 'write' | 'send' | 'spend';
