package org.cunlu.logistics.label;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.CarrierLists;
import org.cunlu.logistics.DropOffs;
import org.cunlu.logistics.LabelFacts;
import org.cunlu.logistics.StationLabels;
import org.cunlu.logistics.TraceCodes;
import org.cunlu.logistics.Workplaces;

/** Labels of what is at one's own node. */
@Singleton
class OwnLabels implements StationLabels {
    private static final String ACT = "logistics.print";

    private final LabelFacts facts;
    private final DropOffs dropOffs;
    private final Workplaces workplaces;
    private final CarrierLists lists;
    private final TraceCodes codes;
    private final PdfPrint pdf;

    OwnLabels(
            LabelFacts facts,
            DropOffs dropOffs,
            Workplaces workplaces,
            CarrierLists lists,
            TraceCodes codes,
            PdfPrint pdf) {
        this.facts = facts;
        this.dropOffs = dropOffs;
        this.workplaces = workplaces;
        this.lists = lists;
        this.codes = codes;
        this.pdf = pdf;
    }

    @Override
    public byte[] dropOff(Caller caller, String nodeCode, String dropOffId) {
        return pdf.print(dropOffSheets(caller, nodeCode, dropOffId), dropOffId);
    }

    @Override
    public byte[] parcel(Caller caller, String nodeCode, String barcode) {
        return pdf.print(parcelSheets(caller, nodeCode, barcode), barcode);
    }

    @Override
    public byte[] given(Caller caller, String fileId) {
        return pdf.print(givenSheets(caller, fileId), fileId);
    }

    List<Sheet> givenSheets(Caller caller, String fileId) {
        return CarrierSheets.of(lists.given(caller, fileId));
    }

    List<Sheet> dropOffSheets(Caller caller, String nodeCode, String dropOffId) {
        return Layouts.dropOff(dropOffs.find(caller, nodeCode, dropOffId));
    }

    List<Sheet> parcelSheets(Caller caller, String nodeCode, String barcode) {
        workplaces.own(caller, nodeCode, ACT, Workplaces.HANDS);
        return Layouts.parcel(facts.parcel(caller, nodeCode, barcode), codes.parcel(barcode));
    }
}
