package io.tapgrid.load.crowd;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets so many people of a lane log in at a time and the others wait. Logins only prepare a run and are not what it
 * measures, so here the crowd waits for the server instead of burying it before the sale has begun.
 */
final class LoginDesk {

    private final int atATimeMax;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int busy;

    LoginDesk(int atATimeMax) {
        this.atATimeMax = atATimeMax;
    }

    /** Starts the login now or later; whoever starts one must say {@link #done} at its end. */
    void enter(Runnable login) {
        if (busy < atATimeMax) {
            busy++;
            login.run();
        } else {
            waiting.add(login);
        }
    }

    void done() {
        Runnable next = waiting.poll();
        if (next == null) {
            busy--;
        } else {
            next.run();
        }
    }
}
