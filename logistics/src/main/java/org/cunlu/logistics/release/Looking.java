package org.cunlu.logistics.release;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;

/** Shows releases. */
@Singleton
class Looking {
    private static final int COMING_MAX = 100;

    private final ReleaseTable table;
    private final PlaceTable places;
    private final DrawTable draws;
    private final Planning planning;
    private final MoneyTable money;
    private final Paying paying;
    private final Transactions transactions;

    Looking(
            ReleaseTable table,
            PlaceTable places,
            DrawTable draws,
            Planning planning,
            MoneyTable money,
            Paying paying,
            Transactions transactions) {
        this.table = table;
        this.places = places;
        this.draws = draws;
        this.planning = planning;
        this.money = money;
        this.paying = paying;
        this.transactions = transactions;
    }

    ReleaseView view(Release release) {
        String id = release.releaseId();
        return transactions.read(() -> new ReleaseView(
                release,
                release.sharing() == null ? "" : release.sharing().title(),
                places.lines(id),
                places.places(id),
                places.shares(id),
                draws.of(id),
                draws.calls(id),
                money.worths(id),
                table.steps(id)));
    }

    ReleaseView.Planned plan(Release release) {
        if (release.sharing() == null || release.state().approved()) {
            throw Rights.notNow(release);
        }
        Plan plan = planning.plan(release);
        return new ReleaseView.Planned(
                release.sharing().title(),
                plan.shares(),
                plan.takes().stream()
                        .map(take -> new ReleaseView.Lots(
                                take.line().lineNo(),
                                take.lot().levelCode(),
                                take.lot().contractId(),
                                take.lot().part().nodeCode(),
                                take.lot().part().lotCode(),
                                take.pieces()))
                        .toList(),
                plan.sales().stream()
                        .map(sale -> new ReleaseView.Yields(
                                sale.line().lineNo(),
                                sale.key().nodeCode(),
                                sale.pieces(),
                                sale.calls().stream()
                                        .map(gives -> gives.holding().orderId())
                                        .toList()))
                        .toList(),
                release.drill()
                        ? 0
                        : paying.worth(plan.sales()).stream()
                                .mapToLong(Release.Worth::fen)
                                .reduce(0, Math::addExact));
    }

    List<ReleaseView.Coming> coming(String nodeCode) {
        return transactions.read(() -> places.coming(nodeCode, COMING_MAX).stream()
                .map(coming -> {
                    Release release = table.find(coming.releaseId()).orElseThrow(ProblemException::notFound);
                    return new ReleaseView.Coming(
                            release.releaseId(),
                            release.drill(),
                            release.purpose(),
                            coming.place(),
                            places.lines(release.releaseId()),
                            places.shares(release.releaseId()).stream()
                                    .filter(share -> share.nodeCode().equals(nodeCode))
                                    .toList());
                })
                .toList());
    }
}
