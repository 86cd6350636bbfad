package org.cunlu.web.money;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.AccountLives;
import org.cunlu.catalog.ShopNames;
import org.cunlu.logistics.Network;
import org.cunlu.orders.Party;

/** What those are called who are owed money: shops and nodes by their names, people masked. */
@Singleton
class Parties {
    private final ShopNames shops;
    private final Network network;
    private final AccountLives accounts;

    Parties(ShopNames shops, Network network, AccountLives accounts) {
        this.shops = shops;
        this.network = network;
        this.accounts = accounts;
    }

    /** @return by {@link Party#text()}; who has no name is called by his code */
    Map<String, String> names(Collection<Party> parties) {
        var names = new HashMap<String, String>();
        parties.forEach(each -> names.put(each.text(), each.code()));
        put(names, Party.Kind.SELLER, shops.names(codes(parties, Party.Kind.SELLER)));
        var nodes = new HashMap<String, String>();
        network.nodes(codes(parties, Party.Kind.STATION)).forEach((code, node) -> nodes.put(code, node.name()));
        put(names, Party.Kind.STATION, nodes);
        put(names, Party.Kind.HOST, people(codes(parties, Party.Kind.HOST)));
        put(names, Party.Kind.ACCOUNT, people(codes(parties, Party.Kind.ACCOUNT)));
        return names;
    }

    /** @return masked names by account; a dash for who is gone, {@code system} as it is */
    Map<String, String> people(Collection<String> accountIds) {
        var names = new HashMap<String, String>();
        accountIds.forEach(each -> names.put(each, each.equals("system") ? each : "–"));
        if (!names.isEmpty()) {
            names.putAll(accounts.maskedNames(names.keySet()));
        }
        return names;
    }

    private static List<String> codes(Collection<Party> parties, Party.Kind kind) {
        return parties.stream()
                .filter(each -> each.kind() == kind)
                .map(Party::code)
                .distinct()
                .toList();
    }

    private static void put(Map<String, String> names, Party.Kind kind, Map<String, String> known) {
        known.forEach((code, name) -> names.put(new Party(kind, code).text(), name));
    }
}
