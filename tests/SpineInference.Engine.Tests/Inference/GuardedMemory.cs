using System.Runtime.InteropServices;
using SpineInference.Engine.Inference.Execution;

namespace SpineInference.Engine.Tests.Inference;

/// <summary>Memory with pages before and behind each part that nobody may touch: whoever does ends the process.</summary>
/// <param name="atEnd">Whether a part ends where the page behind it begins; otherwise it begins where the page before it ends.</param>
internal sealed class GuardedMemory(bool atEnd) : ILaneMemory
{
    private const int NoAccess = 0;
    private const int ReadAndWrite = 3;
    private const int PrivateAndAnonymous = 0x22;

    private static readonly nint PageSize = Environment.SystemPageSize;

    /// <summary>How many parts were taken.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public object Take(long slotBytes, long accumulatorBytes, long scalarBytes, out nint slots, out nint accumulators, out nint scalars)
    {
        slots = Take((nint)slotBytes);
        accumulators = Take((nint)accumulatorBytes);
        scalars = Take((nint)scalarBytes);
        return this;
    }

    // Kept until the process ends: workspaces live as long as their engine.
    private nint Take(nint bytes)
    {
        nint room = (bytes + PageSize - 1) / PageSize * PageSize;
        nint whole = mmap(0, room + (2 * PageSize), NoAccess, PrivateAndAnonymous, -1, 0);
        Assert.NotEqual(-1, whole);
        nint first = whole + PageSize;
        Assert.Equal(0, room == 0 ? 0 : mprotect(first, room, ReadAndWrite));
        Count++;
        return atEnd ? first + room - bytes : first;
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint mmap(nint address, nint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mprotect(nint address, nint length, int protection);
}
