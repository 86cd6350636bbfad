package org.cunlu.logistics.gateway;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Carrier;
import org.cunlu.logistics.CarrierLists;
import org.cunlu.logistics.CarrierWord;
import org.cunlu.logistics.GatewayWork.Away;
import org.cunlu.logistics.GatewayWork.Kind;
import org.cunlu.logistics.GatewayWork.Report;
import org.cunlu.logistics.GatewayWork.Waiting;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.ParcelsThere;
import org.cunlu.logistics.ParcelsThere.There;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.gateway.ConsignmentTable.Consignment;
import org.cunlu.logistics.gateway.FileTable.Sent;

/** What who works at a gateway sees: what waits, what carriers have, what comes back, and what was sent at once. */
@Singleton
class GatewayDesk implements CarrierLists {
    private static final String ACT = "logistics.gateway";
    private static final List<CarrierWord> COMING_BACK =
            List.of(CarrierWord.REFUSED, CarrierWord.RETURNING, CarrierWord.RETURNED);
    private static final List<CarrierWord> AWAY =
            List.of(CarrierWord.GIVEN, CarrierWord.COLLECTED, CarrierWord.IN_TRANSIT, CarrierWord.OUT_FOR_DELIVERY);
    private static final String NEWEST = "ZZZZZZZZZZZZZ";

    private final Workplaces workplaces;
    private final Network network;
    private final ParcelsThere parcels;
    private final CarrierTable carriers;
    private final ConsignmentTable consignments;
    private final FileTable files;
    private final Trail trail;

    GatewayDesk(
            Workplaces workplaces,
            Network network,
            ParcelsThere parcels,
            CarrierTable carriers,
            ConsignmentTable consignments,
            FileTable files,
            Trail trail) {
        this.workplaces = workplaces;
        this.network = network;
        this.parcels = parcels;
        this.carriers = carriers;
        this.consignments = consignments;
        this.files = files;
        this.trail = trail;
    }

    /** @throws ProblemException 404 for whoever does not work there, and for a node that is no gateway */
    Node own(Caller caller, String nodeCode) {
        Node node = workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
        if (node.tier() != Node.Tier.GATEWAY) {
            throw ProblemException.notFound();
        }
        return node;
    }

    Page<Waiting> waiting(Caller caller, String nodeCode, @Nullable String cursor, @Nullable Integer limit) {
        Node node = own(caller, nodeCode);
        int size = Page.limit(limit);
        Page<There> page =
                Page.of(parcels.at(node.code(), ParcelState.AT_NODE, after(cursor), size + 1), size, There::barcode);
        return new Page<>(
                page.items().stream()
                        .filter(parcel -> !parcel.goingBack() && parcel.toNode().equals(node.code()))
                        .map(parcel -> new Waiting(
                                parcel.barcode(), parcel.inBag(), parcel.storageClass(), parcel.promisedAt()))
                        .toList(),
                page.next());
    }

    private String after(@Nullable String cursor) {
        if (cursor != null && !parcels.isBarcode(cursor)) {
            throw ProblemException.invalid("cursor", "cursor-invalid", "翻页标记无效 · The cursor is not one of ours");
        }
        return cursor == null ? "" : cursor;
    }

    /** @param back those that carriers bring back; else those that are on their way to their recipients */
    Page<Away> away(Caller caller, String nodeCode, boolean back, @Nullable String cursor, @Nullable Integer limit) {
        Node node = own(caller, nodeCode);
        int size = Page.limit(limit);
        Map<String, String> names = carriers.names(node.countyCode());
        Page<Consignment> page = Page.of(
                consignments.in(node.code(), back ? COMING_BACK : AWAY, after(cursor), size + 1),
                size,
                Consignment::barcode);
        return new Page<>(
                page.items().stream()
                        .map(each -> new Away(
                                each.barcode(),
                                names.getOrDefault(each.carrier(), each.carrier()),
                                each.waybill(),
                                each.givenAt(),
                                each.state(),
                                each.stateAt()))
                        .toList(),
                page.next());
    }

    Page<Report> files(Caller caller, String nodeCode, Kind kind, @Nullable String cursor, @Nullable Integer limit) {
        Node node = own(caller, nodeCode);
        if (cursor != null && !Ids.isId(cursor)) {
            throw ProblemException.invalid("cursor", "cursor-invalid", "翻页标记无效 · The cursor is not one of ours");
        }
        int size = Page.limit(limit);
        Page<Sent> page =
                Page.of(files.of(node.code(), kind, cursor == null ? NEWEST : cursor, size + 1), size, Sent::fileId);
        return new Page<>(page.items().stream().map(sent -> report(sent, null)).toList(), page.next());
    }

    /** @throws ProblemException 404, when it is not of a gateway of the caller's */
    Sent file(Caller caller, String fileId) {
        Sent sent = Ids.isId(fileId) ? files.find(fileId).orElse(null) : null;
        if (sent == null) {
            throw ProblemException.notFound();
        }
        if (!workplaces.covers(caller, sent.nodeCode(), Workplaces.HANDS)) {
            trail.refused(caller.accountId(), ACT, fileId, "not-found");
            throw ProblemException.notFound();
        }
        return sent;
    }

    Report report(Sent sent) {
        return report(sent, files.faults(sent.fileId()));
    }

    private static Report report(Sent sent, @Nullable List<RowFault> faults) {
        var tally = sent.tally();
        return new Report(
                sent.fileId(),
                sent.kind(),
                sent.carrierCode(),
                sent.at(),
                tally != null,
                tally == null ? 0 : tally.rows(),
                tally == null ? 0 : tally.applied(),
                tally == null ? 0 : tally.known(),
                faults);
    }

    @Override
    public Given given(Caller caller, String fileId) {
        Sent sent = file(caller, fileId);
        if (sent.kind() != Kind.GIVEN) {
            throw ProblemException.notFound();
        }
        return new Given(
                sent.fileId(),
                network.node(sent.nodeCode()).map(Node::name).orElse(sent.nodeCode()),
                carriers.byCode(sent.county(), sent.carrierCode())
                        .map(Carrier::name)
                        .orElse(sent.carrierCode()),
                sent.at(),
                consignments.ofFile(sent.fileId()).stream()
                        .map(each -> new Row(each.barcode(), each.waybill()))
                        .toList());
    }
}
