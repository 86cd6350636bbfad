package org.cunlu.logistics.release;

import java.util.List;
import org.cunlu.logistics.Releases;

/** Releases in the words of the module's root. */
final class Told {
    private Told() {}

    static Releases.Brief brief(Release each) {
        return new Releases.Brief(
                each.releaseId(),
                each.levelCode(),
                each.drill(),
                each.state().name(),
                each.occasion(),
                each.openedAt(),
                each.validUntil(),
                each.deliverBy(),
                each.deliveredAt());
    }

    static Releases.Whole whole(ReleaseView view) {
        Release release = view.release();
        return new Releases.Whole(
                brief(release),
                release.purpose(),
                release.transport(),
                view.sharing(),
                release.givingWay() == null ? null : release.givingWay().name(),
                release.proposedBy(),
                release.reviewedBy(),
                release.approvedBy(),
                release.refillDue(),
                view.lines().stream().map(Told::line).toList(),
                view.places().stream().map(Told::place).toList(),
                shares(view.shares()),
                view.draws().stream().map(Told::draw).toList(),
                view.calls().size(),
                view.steps().stream().map(Told::step).toList());
    }

    static Releases.Outlook outlook(ReleaseView.Planned planned) {
        return new Releases.Outlook(
                shares(planned.shares()),
                planned.lots().stream()
                        .map(lot -> new Releases.Draw(
                                lot.lineNo(),
                                null,
                                lot.node(),
                                lot.level(),
                                lot.holding(),
                                lot.lotCode(),
                                lot.pieces()))
                        .toList(),
                planned.sales().stream().mapToLong(ReleaseView.Yields::pieces).sum(),
                (int) planned.sales().stream()
                        .flatMap(sale -> sale.orders().stream())
                        .distinct()
                        .count(),
                planned.owedFen());
    }

    private static List<Releases.Share> shares(List<Release.Share> shares) {
        return shares.stream()
                .map(each ->
                        new Releases.Share(each.lineNo(), each.nodeCode(), each.need(), each.pieces(), each.handed()))
                .toList();
    }

    private static Releases.Line line(Release.Line each) {
        return new Releases.Line(
                each.lineNo(), each.commodity(), each.skuCode(), each.pieces(), each.needPer1000(), each.priceFen());
    }

    private static Releases.Place place(Release.Place each) {
        return new Releases.Place(
                each.nodeCode(),
                each.people(),
                each.state().name(),
                each.promisedAt(),
                each.hindrance(),
                each.servedAt());
    }

    private static Releases.Draw draw(Release.Draw each) {
        return new Releases.Draw(
                each.lineNo(),
                each.toNode(),
                each.fromNode(),
                each.ownerLevel(),
                each.holding(),
                each.lotCode(),
                each.pieces());
    }

    private static Releases.Step step(Release.Step each) {
        return new Releases.Step(
                each.from() == null ? null : each.from().name(), each.to().name(), each.actor(), each.at(), each.why());
    }
}
