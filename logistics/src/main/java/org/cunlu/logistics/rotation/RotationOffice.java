package org.cunlu.logistics.rotation;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.ReserveRotations;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.rotation.RotationTable.Offer;
import org.cunlu.logistics.rotation.RotationTable.Rotation;
import org.cunlu.logistics.rotation.RotationTable.Sequence;

/** Rotations for those who are not asked by JSON, whose wishes are looked at before they come here. */
@Singleton
class RotationOffice implements ReserveRotations {
    private static final int WORDS_MAX = 200;
    private static final int BUYER_MAX = 60;
    private static final int MONTHS_MAX = 12;
    private static final long PIECES_MAX = 1_000_000_000L;

    private final Turning turning;
    private final Auctioning auctioning;
    private final RotationTable table;
    private final Reserves reserves;

    RotationOffice(Turning turning, Auctioning auctioning, RotationTable table, Reserves reserves) {
        this.turning = turning;
        this.auctioning = auctioning;
        this.table = table;
        this.reserves = reserves;
    }

    @Override
    public Whole one(Caller caller, String rotationId) {
        Rotation each = table.find(rotationId).orElseThrow(ProblemException::notFound);
        var holding = reserves.visible(caller, each.holding(), Calendar.LOOK, Reserves.READERS);
        return new Whole(
                Calendar.turning(each),
                each.lotId(),
                holding.nodeCode(),
                each.offer() == Offer.AUCTION,
                each.auction() == null ? null : each.auction().name(),
                each.soldTo(),
                each.soldFen(),
                each.proposedBy(),
                each.decidedBy());
    }

    @Override
    public ReserveLot lot(Caller caller, String lotId) {
        ReserveLot lot = reserves.lot(lotId).orElseThrow(ProblemException::notFound);
        reserves.visible(caller, lot.holding(), "logistics.rotation-propose", Turning.OFFICERS);
        return lot;
    }

    @Override
    public String propose(Caller caller, Wish wish, @Nullable String key) {
        if (wish.pieces() < 1 || wish.pieces() > PIECES_MAX) {
            throw malformed("pieces");
        }
        var proposal = new Turning.Proposal(
                wish.lotId(),
                wish.pieces(),
                wish.inFirst() ? Sequence.IN_FIRST : Sequence.OUT_FIRST,
                wish.auction() ? Offer.AUCTION : Offer.SHOP,
                supplier(wish.supplier()),
                words("reason", wish.reason()));
        return turning.propose(caller, proposal, key).rotationId();
    }

    @Override
    public void decide(
            Caller caller, String rotationId, boolean approve, @Nullable String reason, @Nullable String key) {
        if (reason != null && reason.length() > WORDS_MAX) {
            throw malformed("reason");
        }
        turning.decide(caller, rotationId, new Turning.Decision(approve, reason), key);
    }

    @Override
    public void out(Caller caller, String rotationId, @Nullable String key) {
        turning.out(caller, rotationId, key);
    }

    @Override
    public void auctioned(
            Caller caller,
            String rotationId,
            boolean sold,
            @Nullable String buyer,
            @Nullable Long priceFen,
            String reason,
            @Nullable String key) {
        if (buyer != null && buyer.length() > BUYER_MAX) {
            throw malformed("buyer");
        }
        auctioning.result(
                caller, rotationId, new Auctioning.Result(sold, buyer, priceFen, words("reason", reason)), key);
    }

    @Override
    public void extend(Caller caller, String rotationId, int months, String reason, @Nullable String key) {
        if (months < 1 || months > MONTHS_MAX) {
            throw malformed("months");
        }
        turning.extend(caller, rotationId, new Turning.Extension(months, words("reason", reason)), key);
    }

    private static @Nullable String supplier(@Nullable String code) {
        if (code != null && !code.matches(Turning.SUPPLIER)) {
            throw malformed("supplier");
        }
        return code;
    }

    private static String words(String field, String text) {
        if (text.isBlank() || text.length() > WORDS_MAX) {
            throw malformed(field);
        }
        return text.strip();
    }

    private static ProblemException malformed(String field) {
        return ProblemException.invalid(field, "malformed", "这一项填得不对 · This is not filled in as it should be");
    }
}
