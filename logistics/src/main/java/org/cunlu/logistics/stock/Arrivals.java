package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.Lots;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.StockBook.Incoming;

/** Checks what comes: SKU, its place, its lot. */
@Singleton
class Arrivals {
    private final Skus skus;
    private final Lots lots;
    private final Network network;
    private final Clock clock;

    Arrivals(Skus skus, Lots lots, Network network, Clock clock) {
        this.skus = skus;
        this.lots = lots;
        this.network = network;
        this.clock = clock;
    }

    /** Lots that are new become known. */
    void check(List<Incoming> incoming) {
        Map<String, Sku> known = skus.find(codes(incoming, each -> each.part().skuCode()));
        Map<String, Node> nodes =
                network.nodes(codes(incoming, each -> each.part().nodeCode()));
        Map<String, Lot> ofLots = lots.find(codes(incoming, each -> each.part().lotCode()));
        LocalDate today = CountyTime.date(clock.instant());
        for (Incoming each : incoming) {
            Sku sku = known.get(each.part().skuCode());
            if (sku == null) {
                throw ProblemException.invalid("skuCode", "sku-unknown", "没有此商品 · No such SKU");
            }
            Node node = nodes.get(each.part().nodeCode());
            if (node == null) {
                throw ProblemException.notFound();
            }
            if (!node.holds().contains(sku.storageClass())) {
                throw ProblemException.invalid(
                        "skuCode", "class-not-held", "此处不能存放这类货物 · Goods of this class may not be kept here");
            }
            checkLot(each, sku, ofLots.get(each.part().lotCode()), today);
        }
        lots.keep(incoming.stream()
                .filter(each -> !each.part().lotCode().isEmpty()
                        && !ofLots.containsKey(each.part().lotCode()))
                .map(each -> new Lot(
                        each.part().lotCode(), each.part().skuCode(), null, each.producedOn(), each.expiresOn()))
                .distinct()
                .toList());
    }

    private static void checkLot(Incoming each, Sku sku, Lot known, LocalDate today) {
        String lot = each.part().lotCode();
        if (sku.lotTracked() == lot.isEmpty()) {
            throw sku.lotTracked()
                    ? ProblemException.invalid(
                            "lotCode", "lot-missing", "此商品须填批次 · This SKU is tracked by lot: name it")
                    : ProblemException.invalid(
                            "lotCode", "lot-not-tracked", "此商品不按批次管理 · This SKU is not tracked by lot");
        }
        if (known != null && !known.skuCode().equals(sku.code())) {
            throw ProblemException.invalid("lotCode", "lot-of-other-sku", "此批次属于其他商品 · This lot is of another SKU");
        }
        if (known != null && each.expiresOn() != null && !Objects.equals(each.expiresOn(), known.expiresOn())) {
            throw ProblemException.invalid(
                    "expiresOn", "lot-differs", "与此批次已登记的到期日不符 · Not the expiry known for this lot");
        }
        if (each.producedOn() != null
                && each.expiresOn() != null
                && each.expiresOn().isBefore(each.producedOn())) {
            throw ProblemException.invalid("expiresOn", "dates-reversed", "到期日早于生产日 · Expires before it was produced");
        }
        LocalDate expiresOn = known == null ? each.expiresOn() : known.expiresOn();
        if (each.part().status().sellable() && Lot.expired(expiresOn, today)) {
            throw ProblemException.invalid(
                    "expiresOn", "lot-expired", "批次已过期，请收为冻结或残损 · The lot has expired: receive it on hold or damaged");
        }
    }

    private static Set<String> codes(Collection<Incoming> incoming, Function<Incoming, String> code) {
        return incoming.stream().map(code).filter(text -> !text.isEmpty()).collect(Collectors.toSet());
    }
}
