package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.parcel.ScanTable.Answer;

/**
 * What a handler did within the transaction.
 * @param last work that touches rows everybody wants, done after all else; it may still refuse
 */
record Done(Answer answer, Runnable last) {
    private static final Runnable NOTHING = () -> {};

    static Done parcel(Parcel.Change change) {
        return parcel(change, NOTHING);
    }

    static Done parcel(Parcel.Change change, Runnable last) {
        return new Done(
                Answer.applied(change.after().state().name(), change.parcel().barcode()), last);
    }

    static Done bag(Bag.State state) {
        return new Done(Answer.applied(state.name(), null), NOTHING);
    }

    /** @param agreed whether both sides said the same */
    static Done counted(boolean agreed) {
        return new Done(Answer.applied(agreed ? "AGREED" : "DIFFERENT", null), NOTHING);
    }

    /** All that a trip moves here. */
    static Done trip(ParcelState state) {
        return new Done(Answer.applied(state.name(), null), NOTHING);
    }

    /** A refusal that leaves a mark, such as a counted guess: it is committed. */
    static Done refused(Refusal refusal, @Nullable String barcode) {
        return new Done(Answer.refused(refusal, barcode), NOTHING);
    }
}
