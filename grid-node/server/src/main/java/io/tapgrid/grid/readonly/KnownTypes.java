package io.tapgrid.grid.readonly;

import io.tapgrid.gridapi.row.ItemKey;
import io.tapgrid.gridapi.row.JournalKey;
import io.tapgrid.gridapi.row.MoveKey;
import io.tapgrid.gridapi.row.PoolAdjustmentKey;
import io.tapgrid.gridapi.row.PoolKey;
import io.tapgrid.gridapi.row.PurchaseKey;
import io.tapgrid.gridapi.row.ReservationKey;
import io.tapgrid.gridapi.row.SliceKey;
import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.binary.BinaryObjectException;
import org.apache.ignite.internal.GridKernalContext;
import org.apache.ignite.internal.binary.BinaryMetadata;
import org.apache.ignite.internal.binary.BinaryReaderExImpl;
import org.apache.ignite.internal.binary.BinaryTypeImpl;
import org.apache.ignite.internal.binary.BinaryUtils;
import org.apache.ignite.internal.processors.platform.utils.PlatformUtils;

/**
 * The classes of rows and keys as the grid knows them. A client that asks by key first tells the grid what it takes the key's class for; that is
 * no change where the grid takes it for the same.
 */
public final class KnownTypes {
    private static final List<Object> KEYS = List.of(
            new ItemKey("", ""),
            new PoolKey(0, "", ""),
            new PoolAdjustmentKey(0, "", "", ""),
            new SliceKey(0, "", ""),
            new MoveKey(0, "", ""),
            new ReservationKey(0, "", "", ""),
            new PurchaseKey(0, ""),
            new JournalKey(0, 0));

    private final GridKernalContext kernal;

    KnownTypes(GridKernalContext kernal) {
        this.kernal = kernal;
    }

    /** Makes all keys known to the grid, so that a reader may ask by one before there is a row. Call it once the grid is active. */
    public static void tell(Ignite ignite) {
        KEYS.forEach(key -> ignite.binary().toBinary(key));
    }

    /** Whether what the request tells of a type is what the grid knows. It goes on with the type: names, fields, schemas. */
    boolean knows(BinaryReaderExImpl request) {
        BinaryMetadata told = PlatformUtils.readBinaryMetadata(request);
        if (!(kernal.cacheObjects().metadata(told.typeId()) instanceof BinaryTypeImpl known)) {
            return false;
        }
        try {
            return BinaryUtils.mergeMetadata(known.metadata(), told) == known.metadata();
        } catch (BinaryObjectException contradicts) {
            return false;
        }
    }

    /** Whether the request's name of a type is the grid's. It goes on with the platform, the type's number and the name. */
    boolean knowsName(BinaryReaderExImpl request) {
        byte platform = request.readByte();
        int type = request.readInt();
        String name = request.readString();
        try {
            return kernal.marshallerContext().getClassName(platform, type).equals(name);
        } catch (ClassNotFoundException | IgniteCheckedException unknown) {
            return false;
        }
    }
}
