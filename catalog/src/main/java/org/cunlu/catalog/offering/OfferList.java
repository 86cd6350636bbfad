package org.cunlu.catalog.offering;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** Reads what can be bought. */
@Singleton
class OfferList implements Offers {
    /** More words than these are not looked at: each costs a comparison for every offer. */
    private static final int WORDS_MAX = 6;

    private static final int WORD_CHARS_MAX = 40;
    private static final int PAGE_MAX = 1_000;
    private static final int OFFERS_MAX = 20;
    /** So often is looked for others in place of those that may not be sold, so many at a time; then the next piece goes on. */
    private static final int LOOKS_MAX = 8;

    private static final int LOOK = 200;

    private final OfferTable table;

    OfferList(OfferTable table) {
        this.table = table;
    }

    @Override
    public Map<String, Offer> find(Collection<String> offerIds) {
        var found = new LinkedHashMap<String, Offer>();
        // What has not the shape of an id is no offer, and need not be asked for.
        table.byId(offerIds.stream().filter(Ids::isId).toList()).forEach(offer -> found.put(offer.id(), offer));
        return found;
    }

    @Override
    public List<Offer> ofSku(String skuCode) {
        return skuCode.matches("[A-Z0-9._-]{1,32}")
                ? table.ofSkus(List.of(skuCode)).stream().limit(OFFERS_MAX).toList()
                : List.of();
    }

    @Override
    public List<Offer> allOfSkus(Collection<String> skuCodes) {
        return table.ofSkus(skuCodes);
    }

    @Override
    public List<Offer> ofProduct(String productCode) {
        return table.ofProduct(productCode);
    }

    @Override
    public Page<Offer> onSale(Filter filter, @Nullable String cursor, int limit) {
        int count = Math.clamp(limit, 1, PAGE_MAX);
        String after = after(cursor);
        List<String> words = words(filter.words());
        boolean wordless =
                words.isEmpty() && filter.words() != null && !filter.words().isBlank();
        // Signs alone are part of no name.
        return wordless ? new Page<>(List.of(), null) : onSale(filter, words, after, count);
    }

    /** What may not be sold today is left out, and others take its place. */
    private Page<Offer> onSale(Filter filter, List<String> words, @Nullable String after, int count) {
        var onSale = new ArrayList<Offer>();
        String from = after;
        for (int look = 0; look < LOOKS_MAX; look++) {
            int wanted = look == 0 ? count + 1 : Math.max(count + 1, LOOK);
            List<String> published = table.published(filter, words, from, wanted);
            table.byId(published).stream().filter(Offer::onSale).forEach(onSale::add);
            if (published.size() < wanted || onSale.size() > count) {
                return Page.of(onSale, count, Offer::id);
            }
            from = published.getLast();
        }
        return new Page<>(onSale, from);
    }

    @Override
    public Page<Offer> all(@Nullable String cursor, int limit) {
        int count = Math.clamp(limit, 1, PAGE_MAX);
        return Page.of(table.all(after(cursor), count + 1), count, Offer::id);
    }

    private static List<String> words(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        // Whatever is neither letter, digit nor mark parts words: no operator of any language survives it.
        return Stream.of(text.split("[^\\p{L}\\p{M}\\p{N}]+", WORDS_MAX + 2))
                .limit(WORDS_MAX + 1)
                .filter(word -> !word.isEmpty())
                .limit(WORDS_MAX)
                .map(word -> word.length() > WORD_CHARS_MAX ? word.substring(0, WORD_CHARS_MAX) : word)
                .toList();
    }

    private static @Nullable String after(@Nullable String cursor) {
        if (cursor != null && !Ids.isId(cursor)) {
            throw ProblemException.invalid("cursor", "cursor-invalid", "翻页标记无效 · Not a cursor of this list");
        }
        return cursor;
    }
}
