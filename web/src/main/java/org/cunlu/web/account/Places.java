package org.cunlu.web.account;

import jakarta.inject.Singleton;
import org.cunlu.catalog.Assortment;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;

/** Names the places in which roles hold, as people call them. */
@Singleton
class Places {
    private final NetworkMaps maps;
    private final Assortment assortment;

    Places(NetworkMaps maps, Assortment assortment) {
        this.maps = maps;
        this.assortment = assortment;
    }

    /** @return its name where we know one, its code otherwise; empty for oneself */
    String name(Scope scope) {
        String code = scope.value();
        return switch (scope.kind()) {
            case SELF -> "";
            case NODE, SUBTREE -> {
                Node node = maps.current().nodes().get(code);
                yield node == null ? code : node.name();
            }
            case BRAND ->
                assortment.brands().stream()
                        .filter(brand -> brand.code().equals(code))
                        .map(Assortment.Brand::name)
                        .findFirst()
                        .orElse(code);
            case SHOP, LEVEL, HOLDING -> code;
        };
    }
}
