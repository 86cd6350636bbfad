package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonData;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cunlu.kernel.id.Ids;
import org.cunlu.search.Words;

/**
 * The index of offers behind its alias: one document an offer on sale, under the offer's id and version, so that what
 * arrives late never replaces what is newer.
 */
@Singleton
@Requires(property = "cunlu.es.url")
class OfferIndex {
    private static final int NOT_FOUND = 404;
    private static final int PAGE = 2_000;

    private final Elastic elastic;
    private final Bulk bulk;
    private final Ids ids;
    private final Words words;
    private final String alias;

    OfferIndex(Elastic elastic, Bulk bulk, EsSettings settings, Words words, Ids ids) {
        this.elastic = elastic;
        this.bulk = bulk;
        this.words = words;
        this.ids = ids;
        this.alias = settings.prefix() + "-offers";
    }

    String alias() {
        return alias;
    }

    /** @return whether the alias leads to one index and that has the fields and the words of today */
    boolean current() {
        return leadsTo(today());
    }

    /** @return whether it can be asked: of today's fields, if not yet of today's words */
    boolean usable() {
        return leadsTo(fields());
    }

    private boolean leadsTo(String beginning) {
        Set<String> behind = behindAlias();
        return behind.size() == 1 && behind.iterator().next().startsWith(beginning);
    }

    /** @return version of the fields, and of the words as they are known now */
    String chain() {
        return chain(words.version());
    }

    static String chain(long words) {
        return "v" + OfferDocument.VERSION + "-" + words;
    }

    /** @return what the alias leads to; null for nothing */
    @Nullable
    String name() {
        return behindAlias().stream().findFirst().orElse(null);
    }

    /** @return whether the server is there and says that documents of ours are lost to it */
    boolean red() {
        return elastic.patiently(client -> client.cluster()
                        .health(health -> health.index(alias).timeout(time -> time.time("1s")))
                        .status()
                == HealthStatus.Red);
    }

    /** Writes into what the alias leads to. @throws IndexAway also when it leads nowhere: no index is made by accident */
    void write(List<BulkOperation> operations) {
        bulk.write(alias, true, operations);
    }

    /** @return a new, empty index of today's fields, not yet behind the alias */
    String create() {
        String name = today() + ids.next().toLowerCase(Locale.ROOT);
        elastic.patiently(client -> client.indices()
                .create(index -> index.index(name)
                        // By this name it is filled: were it gone, none would be made by accident.
                        .aliases(filling(name), as -> as)
                        .mappings(OfferDocument.mapping())
                        .settings(settings -> settings.numberOfShards("1")
                                .autoExpandReplicas("0-1")
                                // Nobody asks it until it is switched to.
                                .refreshInterval(refresh -> refresh.time("-1")))));
        return name;
    }

    void fill(String index, List<BulkOperation> operations) {
        bulk.write(filling(index), true, operations);
    }

    private static String filling(String index) {
        return index + "-filling";
    }

    /** From one moment to the next, all who ask are answered from this index; all others of ours go. */
    void switchTo(String index) {
        // Said, and not left to its default: an index that is seldom asked would not refresh.
        elastic.patiently(client -> client.indices()
                .putSettings(put ->
                        put.index(index).settings(settings -> settings.refreshInterval(every -> every.time("1s")))));
        // What was filled in last could not be found yet: for a second, whoever asks would find nothing.
        elastic.patiently(client -> client.indices().refresh(refresh -> refresh.index(index)));
        Set<String> behind = behindAlias();
        boolean inTheWay = elastic.patiently(
                client -> client.indices().exists(exists -> exists.index(alias)).value() && behind.isEmpty());
        elastic.patiently(client -> client.indices().updateAliases(update -> {
            update.actions(action -> action.add(add -> add.index(index).alias(alias)));
            behind.forEach(old -> update.actions(
                    action -> action.remove(remove -> remove.index(old).alias(alias))));
            if (inTheWay) {
                update.actions(action -> action.removeIndex(remove -> remove.index(alias)));
            }
            return update;
        }));
        removeAllBut(index);
    }

    void remove(String index) {
        elastic.patiently(
                client -> client.indices().delete(delete -> delete.index(index).ignoreUnavailable(true)));
    }

    /**
     * What is known of a document without reading it.
     * @param version of the document ({@link IndexedVersion})
     * @param facts checksum of what it tells by itself
     * @param beside checksum of what it tells of stock, sales and attributes
     */
    record Indexed(long version, long facts, long beside) {
        /** Stock that moved and is enough as before raises the version of what would be written, and need not be written. */
        boolean tells(OfferDocument document) {
            return offerVersion() == document.offer().version()
                    && facts == document.facts()
                    && beside == document.beside().checksum();
        }

        long offerVersion() {
            return IndexedVersion.offer(version);
        }
    }

    /** @return offers' versions by offer id, of all that can be found now */
    TreeMap<String, Long> versions() {
        var versions = new TreeMap<String, Long>();
        all().forEach((id, indexed) -> versions.put(id, indexed.offerVersion()));
        return versions;
    }

    /** @return by offer id, of all that can be found now */
    TreeMap<String, Indexed> all() {
        elastic.patiently(client -> client.indices().refresh(refresh -> refresh.index(alias)));
        var all = new TreeMap<String, Indexed>();
        Optional<String> after = Optional.empty();
        do {
            Optional<String> from = after;
            var hits = elastic.patiently(client -> client.search(
                            search -> {
                                search.index(alias)
                                        .size(PAGE)
                                        .version(true)
                                        .docvalueFields(fields -> fields.field(OfferDocument.FACTS))
                                        .docvalueFields(fields -> fields.field(Beside.FACTS))
                                        .sort(sort -> sort.field(field ->
                                                field.field(OfferDocument.ID).order(SortOrder.Asc)));
                                from.ifPresent(id -> search.searchAfter(FieldValue.of(id)));
                                return search;
                            },
                            Void.class))
                    .hits()
                    .hits();
            hits.forEach(hit -> all.put(
                    hit.id(),
                    new Indexed(hit.version(), checksum(hit, OfferDocument.FACTS), checksum(hit, Beside.FACTS))));
            after = hits.size() < PAGE
                    ? Optional.empty()
                    : Optional.of(hits.getLast().id());
        } while (after.isPresent());
        return all;
    }

    /** @return -1, which no checksum is, where there is none */
    private static long checksum(Hit<Void> hit, String field) {
        JsonData facts = hit.fields().get(field);
        return facts == null
                ? -1
                : facts.toJson().asJsonArray().getJsonNumber(0).longValue();
    }

    Sum sum() {
        var answer = elastic.patiently(client -> client.search(
                search -> search.index(alias)
                        .size(0)
                        .trackTotalHits(total -> total.enabled(true))
                        .aggregations(
                                "versions",
                                aggregation -> aggregation.sum(sum -> sum.field(OfferDocument.OFFER_VERSION))),
                Void.class));
        Double versions = answer.aggregations().get("versions").sum().value();
        return new Sum(answer.hits().total().value(), versions == null ? 0 : versions.longValue());
    }

    static BulkOperation put(OfferDocument document) {
        return put(document, VersionType.External);
    }

    /** For a document that should be there and is not, even if one of the same version was just taken away. */
    static BulkOperation restore(OfferDocument document) {
        return put(document, VersionType.ExternalGte);
    }

    private static BulkOperation put(OfferDocument document, VersionType type) {
        return BulkOperation.of(
                operation -> operation.index(index -> index.id(document.offer().id())
                        .versionType(type)
                        .version(document.version())
                        .document(document)));
    }

    /** @param version of the offer that is not on sale, or not there, any more */
    static BulkOperation delete(String offerId, long version) {
        return deleteDocument(offerId, IndexedVersion.of(version, 0));
    }

    /** @param version of the document ({@link IndexedVersion}) */
    static BulkOperation deleteDocument(String offerId, long version) {
        return BulkOperation.of(operation -> operation.delete(delete ->
                delete.id(offerId).versionType(VersionType.ExternalGte).version(version)));
    }

    private Set<String> behindAlias() {
        return elastic.patiently(client -> {
            try {
                return client.indices()
                        .getAlias(get -> get.name(alias))
                        .aliases()
                        .keySet();
            } catch (ElasticsearchException e) {
                if (e.status() == NOT_FOUND) {
                    return Set.<String>of();
                }
                throw e;
            }
        });
    }

    private void removeAllBut(String index) {
        var ours = new ArrayList<>(elastic.patiently(client ->
                        client.indices().get(get -> get.index(alias + "-*").allowNoIndices(true)))
                .indices()
                .keySet());
        ours.remove(index);
        ours.forEach(this::remove);
    }

    private String today() {
        return fields() + words.version() + "-";
    }

    private String fields() {
        return alias + "-v" + OfferDocument.VERSION + "-";
    }
}
