package org.cunlu.logistics;

/** Where a parcel is on its way. The table of allowed steps stands beside the parcel feature. */
public enum ParcelState {
    /** Booked, goods not yet packed. */
    BOOKED,
    /** Withdrawn before it was packed. */
    WITHDRAWN,
    /** Packed, or arrived: in the hands of a node that is not its destination. */
    AT_NODE,
    /** On a trip between two nodes. */
    ON_TRIP,
    /** Waiting at its destination station. */
    READY,
    /** Collected by the recipient. */
    HANDED_OVER,
    /** Given to a carrier at the gateway, with his waybill. */
    WITH_CARRIER
}
