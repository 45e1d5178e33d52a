package io.tapgrid.standalone.start;

import io.tapgrid.standalone.CommandFailure;
import io.tapgrid.standalone.data.ClusterShape;
import io.tapgrid.standalone.data.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ports a system of a given shape listens on, by the variable that moves them. */
public final class Ports {
    private static final String MYSQL = "TAPGRID_MYSQL_PORT";

    private Ports() {}

    /** Port by what it is for, in the words of its environment variable. */
    public static Map<String, Integer> of(Settings settings, ClusterShape shape) {
        Settings.Ports ports = settings.ports();
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("TAPGRID_HTTP_PORT", ports.http());
        all.put("TAPGRID_ADMIN_PORT", ports.admin());
        if (!settings.hasExternalMysql()) {
            all.put(MYSQL, ports.mysql());
        }
        all.put("TAPGRID_MANAGEMENT_PORT", ports.webManagement(1));
        all.put("TAPGRID_MANAGEMENT_PORT + 1", ports.consoleManagement());
        for (int i = 1; i <= shape.nodes(); i++) {
            all.put("TAPGRID_DISCOVERY_PORT + " + i, ports.discovery() + i);
            all.put("TAPGRID_COMMUNICATION_PORT + " + i, ports.communication() + i);
            all.put("TAPGRID_MANAGEMENT_PORT + " + (1 + i), ports.nodeManagement(i));
            all.put("TAPGRID_SQL_PORT" + (i == 1 ? "" : " + " + (i - 1)), ports.nodeSql(i));
        }
        return all;
    }

    /** MySQL's port is left to the database itself: one of ours that outlived its supervisor listens there, and is adopted. */
    static void requireFree(Settings settings, ClusterShape shape) {
        StringBuilder taken = new StringBuilder();
        of(settings, shape).forEach((name, port) -> {
            if (!name.equals(MYSQL) && !isFree(port)) {
                taken.append(taken.isEmpty() ? "" : ", ")
                        .append(port)
                        .append(" (")
                        .append(name)
                        .append(')');
            }
        });
        if (!taken.isEmpty()) {
            throw new CommandFailure("ports in use by other programs: " + taken
                    + "; set these variables to free ports, or end the other programs");
        }
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
