namespace SpineInference.Engine.Inference.Execution;

/// <summary>Lends workspaces to threads without locks, and without allocating once enough exist.</summary>
internal sealed class WorkspacePool<TElement>
    where TElement : unmanaged
{
    private readonly Func<Workspace<TElement>> _create;
    private readonly Workspace<TElement>?[] _idle = new Workspace<TElement>?[2 * Environment.ProcessorCount];

    /// <summary>Creates an empty pool.</summary>
    /// <param name="create">Makes a workspace when none is idle.</param>
    public WorkspacePool(Func<Workspace<TElement>> create) => _create = create;

    /// <summary>Takes an idle workspace, or makes one.</summary>
    public Workspace<TElement> Rent()
    {
        int start = Environment.CurrentManagedThreadId % _idle.Length;
        for (int i = 0; i < _idle.Length; i++)
        {
            int place = start + i < _idle.Length ? start + i : start + i - _idle.Length;
            if (_idle[place] is not null && Interlocked.Exchange(ref _idle[place], null) is { } workspace)
            {
                return workspace;
            }
        }

        return _create();
    }

    /// <summary>Gives a workspace back; one too many is left to the collector.</summary>
    public void Return(Workspace<TElement> workspace)
    {
        int start = Environment.CurrentManagedThreadId % _idle.Length;
        for (int i = 0; i < _idle.Length; i++)
        {
            int place = start + i < _idle.Length ? start + i : start + i - _idle.Length;
            if (_idle[place] is null && Interlocked.CompareExchange(ref _idle[place], workspace, null) is null)
            {
                return;
            }
        }
    }
}
