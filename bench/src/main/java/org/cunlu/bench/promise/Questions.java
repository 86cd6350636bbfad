package org.cunlu.bench.promise;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.cunlu.bench.promise.PlainSearch.Question;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Node.Tier;

/** What buyers and keepers ask: between villages, from the hub, out by the gateway, at any time of the week. */
final class Questions {
    private static final int WEEK = 7 * 24 * 60;
    private static final int TRIES = 50;

    private final Random random;
    private final LocalDate monday;
    private final List<Node> villages;
    private final List<Node> hubs;
    private final List<Node> gateways;

    Questions(NetworkMap map, LocalDate monday, long seed) {
        this.random = new Random(seed);
        this.monday = monday;
        villages = open(map, Tier.VILLAGE);
        hubs = open(map, Tier.HUB);
        gateways = open(map, Tier.GATEWAY);
    }

    private static List<Node> open(NetworkMap map, Tier tier) {
        return map.nodes().values().stream()
                .filter(node -> node.tier() == tier && node.open())
                .sorted(Comparator.comparing(Node::code))
                .toList();
    }

    List<Question> some(int count) {
        var some = new ArrayList<Question>();
        while (some.size() < count) {
            Question next = next();
            if (!next.from().equals(next.to())) {
                some.add(next);
            }
        }
        return some;
    }

    private Question next() {
        Node village = pick(villages);
        return switch (random.nextInt(6)) {
            case 0 -> asked(village, near(villages, village, true));
            case 1 -> asked(village, near(villages, village, false));
            case 2 -> asked(near(hubs, village, false), village);
            case 3 -> asked(village, near(gateways, village, false));
            default -> asked(village, pick(villages));
        };
    }

    private Question asked(Node from, Node to) {
        long grams = 500 + random.nextInt(random.nextInt(10) == 0 ? 90_000 : 10_000);
        int ready = Math.toIntExact(monday.toEpochDay()) * 24 * 60 + random.nextInt(WEEK);
        return new Question(from.code(), to.code(), new Load(grams, 3 * grams), ready);
    }

    /** One of the same county, or of the same township, if chance finds it. */
    private Node near(List<Node> among, Node of, boolean township) {
        Node found = pick(among);
        for (int i = 0; i < TRIES * among.size() && !near(found, of, township); i++) {
            found = pick(among);
        }
        return found;
    }

    private static boolean near(Node one, Node other, boolean township) {
        return township
                ? one.parentCode() != null && one.parentCode().equals(other.parentCode())
                : one.countyCode().equals(other.countyCode());
    }

    private Node pick(List<Node> among) {
        return among.get(random.nextInt(among.size()));
    }
}
