package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Scans.Answered;
import org.cunlu.logistics.StationWork.Outcome;

/**
 * What a handler did within the transaction.
 * @param last work that touches rows everybody wants, done after all else; it may still refuse
 */
record Done(Answered answer, Runnable last) {
    private static final Runnable NOTHING = () -> {};

    static Done parcel(Parcel.Change change) {
        return parcel(change, NOTHING);
    }

    static Done parcel(Parcel.Change change, Runnable last) {
        return new Done(applied(change.after().state().name(), change.parcel().barcode()), last);
    }

    static Done bag(Bag.State state) {
        return new Done(applied(state.name(), null), NOTHING);
    }

    /** @param agreed whether both sides said the same */
    static Done counted(boolean agreed) {
        return new Done(applied(agreed ? "AGREED" : "DIFFERENT", null), NOTHING);
    }

    /** All that a trip moves here. */
    static Done trip(ParcelState state) {
        return new Done(applied(state.name(), null), NOTHING);
    }

    /** A refusal that leaves a mark, such as a counted guess: it is committed. */
    static Done refused(Refusal refusal, @Nullable String barcode) {
        return new Done(new Answered(Outcome.REFUSED, refusal.why().code(), refusal.title(), null, barcode), NOTHING);
    }

    private static Answered applied(String state, @Nullable String barcode) {
        return new Answered(Outcome.APPLIED, null, null, state, barcode);
    }
}
