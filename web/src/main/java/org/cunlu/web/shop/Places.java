package org.cunlu.web.shop;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.Address;
import org.cunlu.kernel.http.HostCookies;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.orders.Destination;

/** Keeps in the browser where somebody wants his goods, and knows the villages by name. */
@Singleton
class Places {
    private static final String COOKIE = "cunlu-place";
    private static final Duration LIFE = Duration.ofDays(400);
    private static final String VILLAGE = "V";
    private static final String OUTSIDE = "O";
    private static final int NAME_MAX = 40;
    private static final int LISTED_MAX = 40;

    /** What a township's depot is called after it. */
    private static final String DEPOT = "中转站";

    private final Network network;
    private final NetworkMaps maps;
    private final HostCookies cookies;

    Places(Network network, NetworkMaps maps, HostCookies cookies) {
        this.network = network;
        this.maps = maps;
        this.cookies = cookies;
    }

    /** @return empty when nothing was chosen, and when the village is served no more */
    Optional<Place> of(HttpRequest<?> request) {
        return cookies.read(request, COOKIE).flatMap(this::read);
    }

    /** @param words parts of a village's or township's name */
    List<Network.Village> villages(String words) {
        return network.villages(words, LISTED_MAX);
    }

    /** @return names of the townships, without what their depots are called */
    List<String> townships() {
        return maps.current().nodes().values().stream()
                .filter(node -> node.tier() == Node.Tier.TOWNSHIP)
                .sorted(Comparator.comparing(Node::code))
                .map(node -> bare(node.name()))
                .toList();
    }

    static String township(Network.Village village) {
        return bare(village.townshipName());
    }

    private static String bare(String depot) {
        return depot.endsWith(DEPOT) ? depot.substring(0, depot.length() - DEPOT.length()) : depot;
    }

    /** @throws ProblemException 400 {@code village-unknown} */
    Place village(String code) {
        return villageOf(code)
                .orElseThrow(() -> ProblemException.invalid(
                        "village", "village-unknown", "不在服务范围的村 · No village of this network"));
    }

    /** @throws ProblemException 400 {@code destination-invalid} */
    Place outside(String province, String city) {
        return outsideOf(province.strip(), city.strip())
                .orElseThrow(() -> ProblemException.invalid(
                        "province", "destination-invalid", "请填写省份和城市 · Fill in province and city"));
    }

    /** @return where a saved address lies; empty when the village is served no more */
    Optional<Place> of(Address address) {
        var out = address.outside();
        return out == null ? villageOf(address.villageCode()) : outsideOf(out.province(), out.city());
    }

    Cookie cookie(Place place) {
        return cookies.make(COOKIE, written(place)).maxAge(LIFE);
    }

    /** @return what {@link #read} takes for the same place, of signs that a cookie takes */
    String written(Place place) {
        var out = place.destination().outside();
        return out == null
                ? VILLAGE + place.villageCode()
                : OUTSIDE + encoded(out.province()) + "." + encoded(out.city());
    }

    /** @return empty for what names no place, and for a village that is served no more */
    Optional<Place> read(String kept) {
        if (kept.startsWith(VILLAGE)) {
            return villageOf(kept.substring(1));
        }
        String[] parts = kept.startsWith(OUTSIDE) ? kept.substring(1).split("\\.", 2) : new String[0];
        return parts.length == 2 ? outsideOf(decoded(parts[0]), decoded(parts[1])) : Optional.empty();
    }

    private Optional<Place> villageOf(String code) {
        return network.villages(code, LISTED_MAX).stream()
                .filter(village -> village.code().equals(code))
                .findFirst()
                .map(village -> new Place(
                        code,
                        township(village) + " · " + village.name(),
                        village.stationName(),
                        Destination.village(code)));
    }

    private static Optional<Place> outsideOf(String province, String city) {
        boolean named = !province.isBlank() && !city.isBlank();
        return named && province.length() <= NAME_MAX && city.length() <= NAME_MAX
                ? Optional.of(
                        new Place(null, province + " · " + city, province + city, Destination.outside(province, city)))
                : Optional.empty();
    }

    /** A dot stands between the two names: it is the one sign that a cookie takes and that encoding leaves alone. */
    private static String encoded(String name) {
        return URLEncoder.encode(name.replace('.', ' '), StandardCharsets.UTF_8);
    }

    private static String decoded(String kept) {
        try {
            return URLDecoder.decode(kept, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Somebody changed his cookie.
            return "";
        }
    }
}
