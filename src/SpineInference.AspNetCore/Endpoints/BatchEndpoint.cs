using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Faults;
using SpineInference.AspNetCore.Requests;

namespace SpineInference.AspNetCore.Endpoints;

/// <summary><c>POST batch</c>: JSON Lines of patients in, JSON Lines of answers out, in order, while they come.</summary>
/// <remarks>The lines at hand are answered, on several threads, and sent before more are waited for, so that a client may ask and read in turns
/// and memory stays bounded.</remarks>
internal static class BatchEndpoint
{
    private const int ChunkLength = 256;

    public static async Task HandleAsync(HttpContext context, ServiceParts parts)
    {
        AnswerOptions options = DiagnoseEndpoint.Options(context.Request);
        RequestBody.CheckMedia(context.Request, RequestBody.JsonLines);
        long limit = parts.Options.MaximumBatchBytes;
        if (context.Request.ContentLength > limit)
        {
            throw new ProblemException(Problems.TooLong(limit, "patients"));
        }

        RequestBody.LiftServersLimit(context);
        context.Response.ContentType = RequestBody.JsonLines;
        await context.Response.StartAsync(context.RequestAborted);
        var chunk = new List<BatchLine>(ChunkLength);
        var lines = new BatchLines(PatientJson.MaximumLength);
        var batch = new Batch(parts, options, options.IsPlain ? new ProtocolWatch(parts.Model) : null);
        CancellationToken cancellationToken = context.RequestAborted;
        long taken = 0;
        while (true)
        {
            ReadResult read = await context.Request.BodyReader.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> rest = read.Buffer;
            if (taken + rest.Length > limit)
            {
                context.Request.BodyReader.AdvanceTo(rest.End);
                await AnswerAsync(context, batch, chunk);
                byte[] last = JsonResponse.Line(writer => AnswerJson.WriteError(writer, null, $"The batch is longer than {limit} bytes, the limit: what follows line {lines.Number} was not read. Send it as another batch."));
                await context.Response.BodyWriter.WriteAsync(last, cancellationToken);
                return;
            }

            while (lines.TryTake(ref rest, read.IsCompleted, out BatchLine? line))
            {
                chunk.Add(line);
                if (chunk.Count == ChunkLength)
                {
                    await AnswerAsync(context, batch, chunk);
                }
            }

            taken += read.Buffer.Length - rest.Length;
            context.Request.BodyReader.AdvanceTo(rest.Start, rest.End);
            await AnswerAsync(context, batch, chunk);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    private static async Task AnswerAsync(HttpContext context, Batch batch, List<BatchLine> chunk)
    {
        if (chunk.Count == 0)
        {
            return;
        }

        var answers = new byte[chunk.Count][];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = batch.Parts.Options.BatchParallelism, CancellationToken = context.RequestAborted };
        await Parallel.ForAsync(0, answers.Length, parallel, (i, _) =>
        {
            answers[i] = Answer(chunk[i], batch);
            return ValueTask.CompletedTask;
        });
        batch.Watch?.CountTo(chunk[^1].Number);
        chunk.Clear();
        foreach (byte[] answer in answers)
        {
            context.Response.BodyWriter.Write(answer);
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        context.RequestAborted.ThrowIfCancellationRequested();
    }

    private static byte[] Answer(BatchLine line, Batch batch)
    {
        string message;
        try
        {
            if (line.IsTooLong)
            {
                message = $"line {line.Number}: the line is longer than {PatientJson.MaximumLength} bytes, the limit.";
            }
            else
            {
                PatientRecord record = PatientJson.Read(batch.Watch?.Model ?? batch.Parts.Model, line.Bytes, "line");
                Diagnosis diagnosis = batch.Parts.Diagnostician.Diagnose(record.Patient);
                batch.Watch?.Observe(record.Patient);
                return JsonResponse.Line(writer => AnswerJson.Write(writer, diagnosis, record.Id, batch.Options));
            }
        }
        catch (PatientFormatException fault)
        {
            message = string.Join("; ", fault.Faults.Select(f => f.MoveDown(line.Number - 1)));
        }
        catch (ContradictoryFindingsException fault)
        {
            message = $"line {line.Number}: {fault.Message}";
        }
        catch (ArgumentException fault)
        {
            message = $"line {line.Number}: {PatientRequest.WithoutParameter(fault)}";
        }

        return JsonResponse.Line(writer => AnswerJson.WriteError(writer, PatientJson.FindId(line.Bytes), message));
    }

    // What the lines of one request share; no watch where they are not answered plainly.
    private sealed record Batch(ServiceParts Parts, AnswerOptions Options, ProtocolWatch? Watch);
}
