package org.cunlu.web;

import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.IntStream;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.search.Search;

/** A search over thirty offers, none of which needs a server. */
@Singleton
@Primary
class FewOffers implements Search {
    @Override
    public Found find(Query query) {
        if (query.cursor() != null && !query.cursor().matches("\\d{1,3}")) {
            throw ProblemException.invalid("cursor", "cursor-invalid", "不是这个列表的位置 · Not a place in this list");
        }
        int from = query.cursor() == null ? 0 : Integer.parseInt(query.cursor());
        List<Offer> hits = IntStream.range(0, 30)
                .mapToObj(FewOffers::offer)
                .filter(offer -> query.words() == null || offer.sku().name().contains(query.words()))
                .filter(offer -> query.direction() == null || offer.direction() == query.direction())
                .toList();
        int to = Math.min(hits.size(), from + query.limit());
        return new Found(
                hits.subList(Math.min(from, to), to),
                to < hits.size() ? Integer.toString(to) : null,
                null,
                Source.DATABASE,
                List.of());
    }

    @Override
    public List<Suggestion> suggest(String words) {
        return List.of();
    }

    private static Offer offer(int n) {
        String name = n == 7 ? "<b>麻三元</b> & \"糖\"" : "忠橙 " + n + " 号 5 斤装";
        return new Offer(
                "O" + n,
                new Sku("SKU-" + n, name, n == 0 ? 500 : 2500, 4000, StorageClass.DRY, false),
                "P" + n,
                name,
                "S1",
                "新立镇果园合作社",
                n % 2 == 0 ? "zhongcheng" : null,
                n % 2 == 0 ? "忠橙" : null,
                "fruit",
                n < 20 ? Direction.UP : Direction.DOWN,
                2990 + n,
                List.of("500233112203"),
                true,
                1,
                99,
                1);
    }
}
