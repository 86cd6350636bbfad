package org.cunlu.logistics.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.logistics.NodeContents.Found;

/** What is said of a network file, row by row, without a server. */
abstract class NetworkFileRules {
    static final String NODE_HEADER =
            "record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,cut_off,handling_minutes\n";

    static final String HUB = "node,H,Hub,HUB,,OPEN,30.3,108,1234567,06:00,22:00,17:00,30\n";

    static final String TOWN = "node,T,Town,TOWNSHIP,H,OPEN,30.4,108,1234567,07:00,19:00,,20\n";

    static final String VILLAGE = "node,V,Village,VILLAGE,T,OPEN,30.5,108,123456,08:00,18:00,15:00,10\n";

    Tables known = Tables.empty();

    final Map<String, List<Found>> standing = new HashMap<>();

    List<Found> standing(String code) {
        return standing.getOrDefault(code, List.of());
    }

    Tables good(String csv) {
        NetworkFile file = read(csv);
        Tables after = Draft.lay(file, known, false, this::standing);
        assertThat(file.faults().list()).isEmpty();
        return after;
    }

    List<String> faults(String csv) {
        NetworkFile file = read(csv);
        Draft.lay(file, known, false, this::standing);
        return shown(file);
    }

    static List<String> shown(NetworkFile file) {
        return file.faults().list().stream().map(NetworkFileRules::shown).toList();
    }

    static String shown(RowFault fault) {
        return fault.line() + " " + fault.column() + " " + fault.code();
    }

    static NetworkFile read(String csv) {
        return NetworkFile.read(new StringReader(csv), "500233");
    }
}
