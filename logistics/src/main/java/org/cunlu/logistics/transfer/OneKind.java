package org.cunlu.logistics.transfer;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.StockBook.Change;

/** A transfer is carried together, so it holds hazardous goods or others, never both; and nothing that may not stand at its end. */
@Singleton
class OneKind {
    private final Skus skus;

    OneKind(Skus skus) {
        this.skus = skus;
    }

    /** @throws ProblemException {@code transfer-hazardous} with a SKU of each, {@code class-not-held} with one of them */
    void check(Node to, List<Change> taken) {
        List<Sku> goods =
                skus
                        .find(taken.stream()
                                .map(change -> change.part().skuCode())
                                .distinct()
                                .toList())
                        .values()
                        .stream()
                        .toList();
        Predicate<Sku> hazardous = sku -> sku.storageClass() == StorageClass.HAZARDOUS;
        Optional<Sku> poison = goods.stream().filter(hazardous).findFirst();
        Optional<Sku> other = goods.stream().filter(hazardous.negate()).findFirst();
        if (poison.isPresent() && other.isPresent()) {
            throw ProblemException.of(
                            409,
                            "transfer-hazardous",
                            "危险品不得与其他货物同批调拨 · Hazardous goods are not shipped together with others",
                            "请分开调拨 · Ship them apart")
                    .fact("hazardous", poison.get().code())
                    .fact("other", other.get().code());
        }
        goods.stream()
                .filter(sku -> !to.holds().contains(sku.storageClass()))
                .findFirst()
                .ifPresent(sku -> {
                    throw ProblemException.of(
                                    409,
                                    "class-not-held",
                                    "收货站点不能存放这类货物 · Where it goes such goods may not be kept",
                                    null)
                            .fact("skuCode", sku.code());
                });
    }
}
