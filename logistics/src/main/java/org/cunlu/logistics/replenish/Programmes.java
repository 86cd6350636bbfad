package org.cunlu.logistics.replenish;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Programme;
import org.cunlu.logistics.Supply;

/** Whose supply lines goods follow when a node is restocked. What is a reserve's goes by other lines, and by other papers. */
@Singleton
class Programmes {
    private final Skus skus;
    private final Supply supply;
    private final Clock clock;
    private final Set<String> farmInputs;

    /** @param farmInputs codes of categories; the same by which orders tell farm inputs from other goods */
    Programmes(
            Skus skus,
            Supply supply,
            Clock clock,
            @Value("${cunlu.orders.farm-input-categories:SEED,FERTILISER,PESTICIDE,FILM}") List<String> farmInputs) {
        this.skus = skus;
        this.supply = supply;
        this.clock = clock;
        this.farmInputs = Set.copyOf(farmInputs);
    }

    /** @throws ProblemException 409 {@code not-supplied} with the first SKU whose programme has no such line */
    void demand(Node supplier, Node node, Collection<String> skuCodes) {
        var categories = skus.categories(skuCodes);
        LocalDate today = CountyTime.date(clock.instant());
        for (String sku : skuCodes.stream().sorted().toList()) {
            boolean input = categories.getOrDefault(sku, Set.of()).stream().anyMatch(farmInputs::contains);
            Programme programme = input ? Programme.FARM_INPUTS : Programme.CONSUMER_GOODS;
            if (!supply.may(programme, supplier.code(), node.code(), today)) {
                throw ProblemException.of(409, "not-supplied", "此站点不由它供货 · It does not supply that node", null)
                        .fact("skuCode", sku)
                        .fact("programme", programme);
            }
        }
    }
}
