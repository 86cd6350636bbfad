package org.cunlu.logistics;

/** Where a parcel is on its way. The table of allowed steps stands beside the parcel feature. */
public enum ParcelState {
    /** Booked, goods not yet packed. */
    BOOKED,
    /** Withdrawn before it was packed. */
    WITHDRAWN,
    /** Packed, or arrived: in the hands of a node that is not its destination. */
    AT_NODE,
    /** In the hands of a trip that has not left yet. */
    LOADED,
    /** On a trip between two nodes. */
    ON_TRIP,
    /** Its trip stands at the next node; it is not taken off yet. */
    AT_STOP,
    /** Waiting at its destination station. */
    READY,
    /** Collected by the recipient, or brought to him by the carrier. */
    HANDED_OVER,
    /** Given to a carrier at the gateway, with his waybill. */
    WITH_CARRIER,
    /** The recipient did not take it; it waits at the node for its way back. */
    REFUSED,
    /** Back where it came from. */
    RETURNED,
    /** Nobody can find it; whoever had it last answers for it. */
    LOST
}
