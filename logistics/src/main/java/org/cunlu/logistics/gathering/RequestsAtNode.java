package org.cunlu.logistics.gathering;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.logistics.NodeContents;

/** Requests that hinder a station's closing: what is asked, or ordered and not yet sent. */
@Singleton
class RequestsAtNode implements NodeContents {
    private final RequestTable requests;

    RequestsAtNode(RequestTable requests) {
        this.requests = requests;
    }

    @Override
    public List<Found> at(String nodeCode) {
        return Found.of(What.REQUEST, requests.standing(nodeCode));
    }
}
