package org.cunlu.logistics.reserve;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLevel;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.ReserveProgram;
import org.cunlu.logistics.Reserves;

/** Reads the reserve, and the caller's scopes against it. */
@Singleton
class Circle implements Reserves {
    private final ProgramTable programmes;
    private final HoldingTable holdings;
    private final LotTable lots;
    private final Trail trail;

    Circle(ProgramTable programmes, HoldingTable holdings, LotTable lots, Trail trail) {
        this.programmes = programmes;
        this.holdings = holdings;
        this.lots = lots;
        this.trail = trail;
    }

    @Override
    public Optional<ReserveProgram> programme(String code) {
        return programmes.find(code);
    }

    @Override
    public Optional<ReserveHolding> holding(String code) {
        return holdings.find(code);
    }

    @Override
    public List<ReserveHolding> holdings(String countyCode) {
        return holdings.of(countyCode);
    }

    @Override
    public Optional<ReserveLot> lot(String id) {
        return lots.find(id);
    }

    @Override
    public List<ReserveLot> lots(String holdingCode) {
        return lots.of(holdingCode);
    }

    @Override
    public List<ReserveLot> lotsBefore(LocalDate day, String afterId, int limit) {
        return lots.before(day, afterId, limit);
    }

    @Override
    public Map<String, Good> goods(Collection<String> skuCodes) {
        return holdings.goods(skuCodes);
    }

    @Override
    public Optional<Rule> rule(String code, String commodity, int months, LocalDate day) {
        return programmes.rule(code, commodity, months, day);
    }

    @Override
    public ReserveHolding visible(Caller caller, String holdingCode, String act, List<Role> roles) {
        var holding = holdings.find(holdingCode);
        if (holding.isEmpty() || !covers(caller, holding.get(), roles)) {
            holding.ifPresent(other -> trail.refused(caller.accountId(), act, other.code(), "not-found"));
            throw ProblemException.notFound();
        }
        return holding.get();
    }

    private static boolean covers(Caller caller, ReserveHolding holding, List<Role> roles) {
        return caller.grants().stream()
                .filter(grant -> roles.contains(grant.role()))
                .map(grant -> grant.scope())
                .anyMatch(scope -> switch (scope.kind()) {
                    case LEVEL -> scope.value().equals(holding.level().name());
                    case HOLDING -> scope.value().equals(holding.code());
                    default -> false;
                });
    }

    @Override
    public void demandNotHolder(Caller caller, ReserveHolding holding, String act) {
        boolean own = caller.grants().stream()
                .map(Grant::scope)
                .anyMatch(scope ->
                        scope.kind() == Scope.Kind.HOLDING && scope.value().equals(holding.code()));
        if (own) {
            trail.refused(caller.accountId(), act, holding.code(), "own-submission");
            throw ProblemException.of(
                    403,
                    "own-submission",
                    "不能审批自己承储的物资 · Nobody decides about what he keeps himself",
                    "请由与承储单位无关的人员办理 · Somebody else than the holder does it");
        }
    }

    @Override
    public ReserveLevel level(Caller caller, String levelCode, String act, List<Role> roles) {
        var level = Arrays.stream(ReserveLevel.values())
                .filter(each -> each.name().equals(levelCode))
                .findFirst();
        if (level.isEmpty() || !levels(caller, roles).contains(level.get())) {
            level.ifPresent(other -> trail.refused(caller.accountId(), act, other.name(), "not-found"));
            throw ProblemException.notFound();
        }
        return level.get();
    }

    @Override
    public List<ReserveLevel> levels(Caller caller, List<Role> roles) {
        return Arrays.stream(ReserveLevel.values())
                .filter(level -> roles.stream()
                        .anyMatch(role -> caller.scopes(role, Scope.Kind.LEVEL).contains(level.name())))
                .toList();
    }
}
