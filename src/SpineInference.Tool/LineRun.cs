namespace SpineInference.Tool;

/// <summary>Answers a stream of lines on all threads, in the order of the input and within bounded memory.</summary>
/// <param name="threads">How many lines are worked on at a time.</param>
/// <param name="newWorker">Makes what answers lines on one thread, with buffers of its own.</param>
/// <param name="afterChunk">Told, while no line is worked on, how many were answered; null where nobody asks.</param>
internal sealed class LineRun(int threads, Func<Func<InputLine, LineAnswer>> newWorker, Action<long>? afterChunk = null)
{
    private const int ChunkLength = 256;
    private const int ChunkBytes = 32 << 20;

    /// <summary>Answers every line; the lines at hand are worked on in parallel and written before more are waited for, so that a
    /// program may ask and read in turns.</summary>
    /// <returns><see cref="ExitCode.Done"/>, or <see cref="ExitCode.SomeFailed"/> where a line was answered with an error.</returns>
    public int Run(NumberedLines lines, Stream output, CountProgressLine progress, CancellationToken cancellationToken)
    {
        var chunk = new List<InputLine>();
        var answers = new byte[ChunkLength][];
        using var workers = new ThreadLocal<Func<InputLine, LineAnswer>>(newWorker);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        long done = 0;
        int failed = 0;
        bool more = true;
        while (more)
        {
            cancellationToken.ThrowIfCancellationRequested();
            chunk.Clear();
            long bytes = 0;
            while (chunk.Count < ChunkLength && bytes < ChunkBytes && (chunk.Count == 0 || lines.HasLine) && (more = lines.Next() is { } line && Add(line)))
            {
                bytes += chunk[^1].Bytes.Length;
            }

            Parallel.For(0, chunk.Count, parallel, i =>
            {
                LineAnswer answer = workers.Value!(chunk[i]);
                answers[i] = answer.Bytes;
                if (!answer.IsAnswered)
                {
                    Interlocked.Increment(ref failed);
                }
            });
            for (int i = 0; i < chunk.Count; i++)
            {
                output.Write(answers[i]);
            }

            output.Flush();
            progress.Report(done += chunk.Count);
            afterChunk?.Invoke(done);
        }

        return failed == 0 ? ExitCode.Done : ExitCode.SomeFailed;

        bool Add(InputLine line)
        {
            chunk.Add(line);
            return true;
        }
    }
}
