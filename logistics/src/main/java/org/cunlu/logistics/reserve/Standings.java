package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.ReserveProgram;
import org.cunlu.logistics.ReserveStandings;
import org.cunlu.logistics.ReserveTarget;
import org.cunlu.logistics.Reserves;

/** What a reader of the reserve sees of it. */
@Singleton
class Standings implements ReserveStandings {
    static final String LOOK = "logistics.reserve-look";

    private final ProgramTable programmes;
    private final HoldingTable holdings;
    private final LotTable lots;
    private final ClaimTable claims;
    private final Reserves reserves;
    private final Clock clock;

    Standings(
            ProgramTable programmes,
            HoldingTable holdings,
            LotTable lots,
            ClaimTable claims,
            Reserves reserves,
            Clock clock) {
        this.programmes = programmes;
        this.holdings = holdings;
        this.lots = lots;
        this.claims = claims;
        this.reserves = reserves;
        this.clock = clock;
    }

    @Override
    public List<Standing> standings(Caller caller) {
        var today = CountyTime.date(clock.instant());
        return programmes.of(reserves.levels(caller, Reserves.READERS)).stream()
                .flatMap(programme -> {
                    List<ReserveHolding> contracts = holdings.of(programme.countyCode());
                    return programmes.targets(programme, today).stream()
                            .map(each -> standing(programme, each, contracts));
                })
                .toList();
    }

    private static Standing standing(
            ReserveProgram programme, ProgramTable.Standing each, List<ReserveHolding> contracts) {
        ReserveTarget target = each.target();
        long floor = contracts.stream()
                .filter(contract -> contract.programme().equals(programme.code())
                        && contract.commodity().equals(target.commodity())
                        && (target.nodeCode().isEmpty() || target.nodeCode().equals(contract.nodeCode())))
                .mapToLong(ReserveHolding::minimum)
                .sum();
        return new Standing(
                programme,
                target,
                each.counts(),
                floor,
                each.thereGrams(),
                each.missingGrams(),
                each.shareBp(),
                each.shareKept());
    }

    @Override
    public Page<ReserveHolding> holdings(Caller caller, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        var own = Reserves.READERS.stream()
                .flatMap(role -> caller.scopes(role, Scope.Kind.HOLDING).stream())
                .distinct()
                .toList();
        return Page.of(
                holdings.seen(reserves.levels(caller, Reserves.READERS), own, after(cursor), size + 1),
                size,
                ReserveHolding::code);
    }

    @Override
    public Page<ReserveLot> lots(Caller caller, String holding, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        return Page.of(lots.of(seen(caller, holding), after(cursor), size + 1), size, ReserveLot::id);
    }

    @Override
    public Page<Claim> claims(Caller caller, String holding, @Nullable String cursor, @Nullable Integer limit) {
        Page<ClaimTable.Claim> page = papers(caller, holding, cursor, limit);
        return new Page<>(page.items().stream().map(Standings::claim).toList(), page.next());
    }

    /** The same with all that their papers hold. */
    Page<ClaimTable.Claim> papers(Caller caller, String holding, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        return Page.of(claims.of(seen(caller, holding), after(cursor), size + 1), size, ClaimTable.Claim::claimId);
    }

    static Claim claim(ClaimTable.Claim each) {
        return new Claim(
                each.claimId(),
                each.holding(),
                each.lotId(),
                each.skuCode(),
                each.node(),
                each.cause(),
                each.pieces(),
                each.madeGood(),
                each.state() == ClaimTable.State.OPEN,
                each.openedAt(),
                each.why());
    }

    private String seen(Caller caller, String holding) {
        return reserves.visible(caller, holding, LOOK, Reserves.READERS).code();
    }

    private static String after(@Nullable String cursor) {
        return cursor == null ? "" : cursor;
    }
}
