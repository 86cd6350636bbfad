package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ReserveClaims;
import org.cunlu.logistics.ReserveStandings.Claim;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.StockStatus;

/** Claims for those who are not asked by JSON, whose wishes are looked at before they come here. */
@Singleton
class ClaimOffice implements ReserveClaims {
    private static final int WORDS_MAX = 200;
    private static final long PIECES_MAX = 1_000_000_000L;

    private final Claiming claiming;
    private final ClaimTable table;
    private final Reserves reserves;

    ClaimOffice(Claiming claiming, ClaimTable table, Reserves reserves) {
        this.claiming = claiming;
        this.table = table;
        this.reserves = reserves;
    }

    @Override
    public Claim one(Caller caller, String claimId) {
        ClaimTable.Claim claim = table.find(claimId).orElseThrow(ProblemException::notFound);
        reserves.visible(caller, claim.holding(), Standings.LOOK, Reserves.READERS);
        return Standings.claim(claim);
    }

    @Override
    public void makeGood(Caller caller, String claimId, String lotCode, long pieces, @Nullable String key) {
        if (!lotCode.matches(Claiming.LOT_CODE)) {
            throw malformed("lotCode");
        }
        claiming.makeGood(caller, claimId, new Claiming.Making(lotCode, some(pieces)), key);
    }

    @Override
    public void restore(
            Caller caller, String claimId, StockStatus status, long pieces, String reason, @Nullable String key) {
        claiming.restore(caller, claimId, new Claiming.Restoring(status, some(pieces), words("reason", reason)), key);
    }

    @Override
    public void waive(Caller caller, String claimId, String why, @Nullable String key) {
        claiming.waive(caller, claimId, new Claiming.Waiving(words("reason", why)), key);
    }

    private static long some(long pieces) {
        if (pieces < 1 || pieces > PIECES_MAX) {
            throw malformed("pieces");
        }
        return pieces;
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
