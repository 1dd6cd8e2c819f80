using System.Globalization;
using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Faults;

namespace SpineInference.AspNetCore.Requests;

/// <summary>Stands around every endpoint: the client's share, and every failure as a problem that says where and what to do.</summary>
internal sealed class Guard(ServiceParts parts, string endpoint, Func<HttpContext, ServiceParts, Task> handle)
{
    /// <summary>How a problem is written, where not as <see cref="Problem.ContentType"/>.</summary>
    public Func<HttpContext, Problem, Task> WriteProblem { get; init; } = JsonResponse.WriteProblemAsync;

    /// <summary>Whether the endpoint counts against the client's share.</summary>
    public bool IsLimited { get; init; } = true;

    /// <summary>What answers the other methods of the endpoint: a problem that names the one it has.</summary>
    public Guard Allowing(string method) => new(
        parts, endpoint, (context, _) => throw new ProblemException(Problems.OtherMethod(context.Request.Method, method)))
    {
        WriteProblem = WriteProblem,
        IsLimited = IsLimited,
    };

    public async Task InvokeAsync(HttpContext context)
    {
        // Answers are about a patient: no cache between here and the client may keep them.
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            if (IsLimited && !parts.MayAsk(context, out int retryAfter))
            {
                throw new ProblemException(Problems.TooMany(retryAfter));
            }

            await handle(context, parts);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; nobody waits for an answer.
        }
        catch (ProblemException refusal)
        {
            Log.Refused(parts.Logger, endpoint, refusal.Problem.Kind);
            await RefuseAsync(context, refusal.Problem);
        }
        catch (BadHttpRequestException refusal)
        {
            Problem problem = refusal.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Problems.BadRequest(refusal.StatusCode, "The body is longer than the server takes.")
                : Problems.BadRequest(refusal.StatusCode, refusal.Message);
            Log.Refused(parts.Logger, endpoint, problem.Kind);
            await RefuseAsync(context, problem);
        }
        catch (IOException)
        {
            // The client broke off while it sent; the service itself opens no files.
            context.Abort();
        }
        catch (Exception failure)
        {
            Log.Failed(parts.Logger, endpoint, failure.GetType().FullName!);
            await RefuseAsync(context, Problems.Unexpected());
        }
    }

    private async Task RefuseAsync(HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (problem.Allow is { } methods)
        {
            context.Response.Headers.Allow = methods;
        }

        await WriteProblem(context, problem);
    }
}
