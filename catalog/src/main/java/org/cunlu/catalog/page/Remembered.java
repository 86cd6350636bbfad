package org.cunlu.catalog.page;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.ProductPage;
import org.cunlu.catalog.ProductPage.Fact;
import org.cunlu.catalog.ProductPage.OfferCard;
import org.cunlu.catalog.ProductPage.SkuCard;
import org.cunlu.catalog.ProductPages;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.ProductType;
import org.cunlu.catalog.ProductType.Attribute;
import org.cunlu.catalog.ProductTypes;
import org.cunlu.kernel.memory.ShortMemory;

/**
 * Pages from memory. Age alone makes them void: an answer is believed for 0.8 s from the moment its question began, so that no
 * instance shows what was withdrawn, or an old price, for a second, whether or not news reach it.
 */
@Singleton
class Remembered implements ProductPages {
    private static final Duration BELIEVABLE = Duration.ofMillis(800);
    private static final int PAGES_MAX = 5_000;
    /** Of its believable age: a page that many read is renewed before any of them would have to wait. */
    private static final double RENEWED_AFTER = 0.5;

    private static final Pattern CODE = Pattern.compile("[A-Z0-9._-]{1,32}");

    private final PageTable table;
    private final ProductTypes types;
    private final Offers offers;
    private final ExecutorService blocking;
    private final ShortMemory<Optional<ProductPage>> memory =
            new ShortMemory<>(PAGES_MAX, () -> BELIEVABLE, answer -> true, RENEWED_AFTER);

    Remembered(
            PageTable table,
            ProductTypes types,
            Offers offers,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.table = table;
        this.types = types;
        this.offers = offers;
        this.blocking = blocking;
    }

    @Override
    public CompletableFuture<Optional<ProductPage>> soon(String code) {
        return CODE.matcher(code).matches()
                ? memory.of(code, "", () -> asked(code))
                : CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public Optional<ProductPage> page(String code) {
        try {
            return soon(code).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private CompletableFuture<Optional<ProductPage>> asked(String code) {
        // Whoever waits for it may be many requests: it belongs to none of them.
        Supplier<Optional<ProductPage>> question = () -> read(code);
        return CompletableFuture.supplyAsync(PropagatedContext.empty().wrap(question), blocking);
    }

    /** At most three statements. */
    Optional<ProductPage> read(String code) {
        return table.find(code)
                .filter(told -> told.state() == ProductState.PUBLISHED || told.state() == ProductState.WITHDRAWN)
                .map(told -> page(code, told));
    }

    private ProductPage page(String code, PageTable.Told told) {
        List<Attribute> declared = Optional.ofNullable(told.typeCode())
                .flatMap(types::find)
                .map(ProductType::attributes)
                .orElse(List.of());
        // What may be sold is known to one place; a page that judged by itself would sell under a brand without a
        // right.
        Map<String, List<OfferCard>> onSale = offers.ofProduct(code).stream()
                .collect(Collectors.groupingBy(
                        offer -> offer.sku().code(), Collectors.mapping(Remembered::card, Collectors.toList())));
        return new ProductPage(
                code,
                told.name(),
                told.category(),
                told.categoryName(),
                told.brandCode(),
                told.brandName(),
                told.description(),
                facts(declared, told.attributes()),
                told.options(),
                told.pictures(),
                told.skus().stream()
                        .map(sku -> card(sku, declared, onSale.getOrDefault(sku.code(), List.of())))
                        .toList(),
                !onSale.isEmpty(),
                told.version());
    }

    private static SkuCard card(PageTable.Piece sku, List<Attribute> declared, List<OfferCard> offers) {
        return new SkuCard(
                sku.code(),
                sku.name(),
                sku.options(),
                facts(declared, sku.attributes()),
                sku.weightGrams(),
                sku.volumeCm3(),
                sku.storageClass(),
                sku.measure(),
                sku.shelfLifeDays(),
                offers);
    }

    private static OfferCard card(Offer offer) {
        return new OfferCard(
                offer.id(),
                offer.sellerCode(),
                offer.sellerName(),
                offer.direction(),
                offer.priceFen(),
                offer.quantityMin(),
                offer.quantityMax(),
                offer.quantityStep(),
                offer.delivery(),
                offer.version());
    }

    static List<Fact> facts(List<Attribute> declared, Map<String, String> values) {
        var facts = new ArrayList<Fact>();
        for (Attribute each : declared) {
            String raw = values.get(each.code());
            if (raw != null) {
                facts.add(new Fact(
                        each.code(), each.name(), each.kind(), shown(each, raw), raw, each.unit(), each.facet()));
            }
        }
        return facts;
    }

    private static String shown(Attribute attribute, String raw) {
        return attribute.choices().stream()
                .filter(choice -> choice.code().equals(raw))
                .map(ProductType.Choice::name)
                .findFirst()
                .orElse(raw);
    }
}
