package org.cunlu.logistics.gateway;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Carrier;
import org.cunlu.logistics.GatewayWork;
import org.cunlu.logistics.Node;

/** Whoever works at a gateway looks, gives and tells, each at a node that is his. */
@Singleton
class AtGateway implements GatewayWork {
    private final GatewayDesk desk;
    private final CarrierTable carriers;
    private final Carriers keeping;
    private final Giving giving;
    private final Tracking tracking;

    AtGateway(GatewayDesk desk, CarrierTable carriers, Carriers keeping, Giving giving, Tracking tracking) {
        this.desk = desk;
        this.carriers = carriers;
        this.keeping = keeping;
        this.giving = giving;
        this.tracking = tracking;
    }

    @Override
    public List<Carrier> carriers(Caller caller, String node) {
        return carriers.of(desk.own(caller, node).countyCode());
    }

    @Override
    public Page<Waiting> waiting(Caller caller, String node, @Nullable String cursor, @Nullable Integer limit) {
        return desk.waiting(caller, node, cursor, limit);
    }

    @Override
    public Page<Away> away(Caller caller, String node, boolean back, @Nullable String cursor, @Nullable Integer limit) {
        return desk.away(caller, node, back, cursor, limit);
    }

    @Override
    public Page<Report> files(Caller caller, String node, Kind kind, @Nullable String cursor, @Nullable Integer limit) {
        return desk.files(caller, node, kind, cursor, limit);
    }

    @Override
    public Report file(Caller caller, String fileId) {
        return desk.report(desk.file(caller, fileId));
    }

    @Override
    public String nodeOf(Caller caller, String fileId) {
        return desk.file(caller, fileId).nodeCode();
    }

    @Override
    public Report give(Caller caller, String node, String carrier, String key, List<Pair> rows) {
        Node gateway = desk.own(caller, node);
        Carrier known = keeping.known(gateway.countyCode(), carrier);
        var numbered = new ArrayList<Giving.Row>();
        rows.forEach(pair -> numbered.add(new Giving.Row(numbered.size() + 1L, pair.barcode(), pair.waybill())));
        return desk.report(giving.rows(caller, gateway, known, key, numbered));
    }

    @Override
    public Report give(Caller caller, String node, String carrier, String key, String csv) {
        Node gateway = desk.own(caller, node);
        return desk.report(giving.file(caller, gateway, keeping.known(gateway.countyCode(), carrier), key, csv));
    }

    @Override
    public Report track(Caller caller, String node, String carrier, String key, String csv) {
        Node gateway = desk.own(caller, node);
        return desk.report(tracking.file(caller, gateway, keeping.known(gateway.countyCode(), carrier), key, csv));
    }

    @Override
    public Report track(Caller caller, String node, String carrier, String key, byte[] file) {
        if (file.length > FILE_MAX) {
            throw ProblemException.invalid("file", "file-too-large", "文件过大，请分开上传 · Too large, split the file");
        }
        return track(caller, node, carrier, key, CarrierText.of(file));
    }
}
