package org.cunlu.bench.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.measuring.Figures;
import org.cunlu.bench.measuring.Round;

/** What a visitor of the shop sees first, drawn by the server: the home page, what was searched for, and a product. */
public enum ShopPages {
    HOME,
    SEARCH,
    PRODUCT;

    private static final List<String> WORDS = List.of("脐橙", "忠橙", "大米", "蜂蜜", "腊肉", "洗衣液", "zhongcheng", "复合肥");

    /**
     * Reads this kind of page without a pause.
     * @param products how many, of {@link #PRODUCT}
     */
    public Figures read(Address address, int connections, int products, Duration warmUp, Duration round, int rounds) {
        try (var readers = PageReaders.drawn(address, paths(address, products), connections)) {
            readers.round(warmUp);
            var read = new ArrayList<Round>();
            for (int i = 0; i < rounds; i++) {
                read.add(readers.round(round));
            }
            return new Figures(read);
        }
    }

    private List<String> paths(Address address, int products) {
        return switch (this) {
            case HOME -> List.of("/", "/?lang=en");
            case SEARCH ->
                WORDS.stream()
                        .map(word -> "/?q=" + URLEncoder.encode(word, StandardCharsets.UTF_8))
                        .toList();
            case PRODUCT ->
                PageReaders.codes(address, products).stream()
                        .map(code -> "/goods/" + code)
                        .toList();
        };
    }
}
