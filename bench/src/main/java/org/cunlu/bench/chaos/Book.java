package org.cunlu.bench.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the clients know: what they tried, and what became of it as far as they were told. Used by many threads. */
final class Book {
    private final Map<Act, long[]> tally = new EnumMap<>(Act.class);
    private final Map<String, Group> groups = new TreeMap<>();
    /** Placings whose answer nobody has, by key. */
    private final Map<String, Unsure> unsure = new TreeMap<>();

    private final List<String> contradictions = new ArrayList<>();
    private final Map<String, Long> refusals = new TreeMap<>();

    /** What is tried. */
    enum Act {
        PLACE,
        PAY,
        CANCEL,
        SCAN,
        PICK_UP
    }

    /** How a try ended for the client. */
    enum End {
        ATTEMPTED,
        ACKNOWLEDGED,
        REFUSED,
        /** No answer that says anything, however often it was asked. */
        UNKNOWN
    }

    /** How far something got, as far as the client knows. */
    enum Known {
        NO,
        MAYBE,
        YES
    }

    /** @param body what was asked, so that it can be asked again */
    record Unsure(String buyer, String key, byte[] body) {}

    /** An acknowledged group of orders. Read and written within the lock of its book. */
    static final class Group {
        private final String buyer;
        private final String key;
        private final String groupId;
        private final List<String> orders;
        private Known paid = Known.NO;
        private final Map<String, Known> cancelled = new HashMap<>();
        private final Set<String> pickedUp = new TreeSet<>();

        private Group(String buyer, String key, String groupId, List<String> orders) {
            this.buyer = buyer;
            this.key = key;
            this.groupId = groupId;
            this.orders = List.copyOf(orders);
        }

        String buyer() {
            return buyer;
        }

        String key() {
            return key;
        }

        String groupId() {
            return groupId;
        }

        List<String> orders() {
            return orders;
        }

        Known paid() {
            return paid;
        }

        Known cancelled(String order) {
            return cancelled.getOrDefault(order, Known.NO);
        }

        boolean pickedUp(String order) {
            return pickedUp.contains(order);
        }
    }

    synchronized void attempted(Act act) {
        count(act, End.ATTEMPTED);
    }

    synchronized void placed(String buyer, String key, String groupId, Collection<String> orders) {
        unsure.remove(key);
        Group known = groups.get(groupId);
        if (known == null) {
            boolean twice = groups.values().stream().anyMatch(group -> group.key.equals(key));
            if (twice) {
                contradictions.add("key " + key + " was answered with another group, too: " + groupId);
            }
            groups.put(groupId, new Group(buyer, key, groupId, List.copyOf(orders)));
            count(Act.PLACE, End.ACKNOWLEDGED);
        } else if (!known.key.equals(key) || !known.orders.equals(List.copyOf(orders))) {
            contradictions.add("group " + groupId + " was answered to key " + known.key + " and otherwise to " + key);
        }
    }

    /** @param answersLost whether a try before was not answered: that one may still have its effect */
    synchronized void notPlaced(Unsure request, boolean answersLost, String code) {
        if (answersLost) {
            unsure.put(request.key(), request);
        }
        refused(Act.PLACE, code);
    }

    synchronized void nobodyKnows(Unsure request) {
        unsure.put(request.key(), request);
        count(Act.PLACE, End.UNKNOWN);
    }

    /** It was asked again by its key, and for this there is nothing. */
    synchronized void settledAsAbsent(String key) {
        unsure.remove(key);
    }

    synchronized void paid(String groupId, Known paid) {
        Group group = groups.get(groupId);
        if (paid.compareTo(group.paid) > 0) {
            group.paid = paid;
        }
        count(Act.PAY, paid == Known.YES ? End.ACKNOWLEDGED : End.UNKNOWN);
    }

    synchronized void cancelled(String groupId, String order, Known cancelled) {
        groups.get(groupId).cancelled.merge(order, cancelled, (a, b) -> a.compareTo(b) > 0 ? a : b);
        count(Act.CANCEL, cancelled == Known.YES ? End.ACKNOWLEDGED : End.UNKNOWN);
    }

    synchronized void pickedUp(String groupId, String order) {
        groups.get(groupId).pickedUp.add(order);
        count(Act.PICK_UP, End.ACKNOWLEDGED);
    }

    synchronized void scanned() {
        count(Act.SCAN, End.ACKNOWLEDGED);
    }

    synchronized void unknown(Act act) {
        count(act, End.UNKNOWN);
    }

    synchronized void refused(Act act, String code) {
        count(act, End.REFUSED);
        refusals.merge(act + " " + code, 1L, Long::sum);
    }

    /** An answer that cannot be true beside another one, or that nobody may be given. */
    synchronized void contradiction(String what) {
        contradictions.add(what);
    }

    synchronized List<Unsure> unsure() {
        return List.copyOf(unsure.values());
    }

    synchronized long counted(Act act, End end) {
        return tally.getOrDefault(act, new long[End.values().length])[end.ordinal()];
    }

    synchronized Map<String, Long> refusals() {
        return new TreeMap<>(refusals);
    }

    synchronized List<String> contradictions() {
        return List.copyOf(contradictions);
    }

    /**
     * Holds what is known against what is there. Nothing may be under way.
     * @param there all orders of all buyers, by buyer
     */
    synchronized Verdict hold(Map<String, List<Seen>> there) {
        return new Holding(groups, unsure.values(), there).verdict();
    }

    private void count(Act act, End end) {
        tally.computeIfAbsent(act, fresh -> new long[End.values().length])[end.ordinal()]++;
    }
}
