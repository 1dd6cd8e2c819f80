using System.Globalization;
using Spectre.Console;

namespace SpineInference.Tool.Asking;

/// <summary>Holds an interview on a terminal.</summary>
/// <param name="console">The terminal.</param>
/// <param name="interview">The interview.</param>
/// <param name="save">Keeps the patient after each answer.</param>
internal sealed class InterviewConsole(IAnsiConsole console, Interview interview, Action<Patient> save)
{
    private const int PageSize = 12;

    private static readonly AskedAnswer None = new("No, none of these", null);

    /// <summary>Asks until nothing is worth asking or the user stops.</summary>
    /// <exception cref="OperationCanceledException">The run was stopped; what was answered is kept.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        while (interview.Next() is { } question)
        {
            ShowState();
            ShowQuestion(question);
            AskedAnswer answer = question.OfNumber is null ? Choose(question, cancellationToken) : Number(question, cancellationToken);
            if (answer == AskedAnswer.Stop)
            {
                return;
            }

            if (answer == AskedAnswer.Back)
            {
                interview.Back();
            }
            else if (Take(question, answer, cancellationToken) is { } refusal)
            {
                console.Write(new Text($"{PlainText.Of(refusal)} Answer again.\n", new Style(Color.Red)));
                continue;
            }

            save(interview.Patient);
        }

        console.Write(new Text("\nNo further question promises enough to be worth asking.\n"));
    }

    private string? Take(AskedQuestion question, AskedAnswer answer, CancellationToken cancellationToken)
    {
        if (answer == None)
        {
            return interview.Take(question, question.Parts.Select(static p => p.Answers[^1]));
        }

        if (answer == AskedAnswer.Some)
        {
            List<AskedAnswer> parts = [];
            foreach (AskedQuestion part in question.Parts)
            {
                parts.Add(Prompt(part.Text, [AskedAnswer.NotKnown, .. part.Answers], cancellationToken));
            }

            return interview.Take(question, parts);
        }

        return interview.Take(question, answer);
    }

    private AskedAnswer Choose(AskedQuestion question, CancellationToken cancellationToken)
    {
        AskedAnswer[] answers = question.Parts.IsEmpty ? [.. question.Answers] : question.Parts.Length == 1 ? [.. question.Parts[0].Answers] : [None, AskedAnswer.Some];

        // Who presses Enter without reading must not have denied a red flag.
        answers = question.Urgency is null ? [.. answers, AskedAnswer.NotKnown] : [AskedAnswer.NotKnown, .. answers];
        return Prompt(null, [.. answers, .. interview.CanGoBack ? [AskedAnswer.Back] : Array.Empty<AskedAnswer>(), AskedAnswer.Stop], cancellationToken);
    }

    private AskedAnswer Number(AskedQuestion question, CancellationToken cancellationToken)
    {
        TextPrompt<string> prompt = new TextPrompt<string>("A number, 'stop', or nothing where it is not known:") { AllowEmpty = true, Culture = CultureInfo.InvariantCulture }
            .Validate(static text => text.Length == 0 || text == "stop" || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int years) && years is >= Patient.MinimumAge and <= Patient.MaximumAge)
                ? ValidationResult.Success()
                : ValidationResult.Error(Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"Expected a whole number from {Patient.MinimumAge} to {Patient.MaximumAge}: the evidence has no younger patients."))));
        string answer = prompt.ShowAsync(console, cancellationToken).GetAwaiter().GetResult();
        return answer.Length == 0 ? AskedAnswer.NotKnown : answer == "stop" ? AskedAnswer.Stop : question.OfNumber!(int.Parse(answer, CultureInfo.InvariantCulture));
    }

    private AskedAnswer Prompt(string? title, AskedAnswer[] answers, CancellationToken cancellationToken)
    {
        var prompt = new SelectionPrompt<AskedAnswer> { PageSize = PageSize, Title = title is null ? null : Markup.Escape(title), Converter = static a => Markup.Escape(a.Text) };
        prompt.AddChoices(answers);
        AskedAnswer answer = prompt.ShowAsync(console, cancellationToken).GetAwaiter().GetResult();
        console.Write(new Text($"{(title is null ? "" : $"{title} ")}→ {answer.Text}\n", new Style(Color.Grey)));
        return answer;
    }

    // What must not be missed stays in sight.
    private void ShowState()
    {
        console.WriteLine();
        foreach (RedFlag flag in interview.Diagnosis.RedFlags)
        {
            console.Write(new Text($"RED FLAG {PlainText.Of(flag.ToString())}\n", new Style(Color.Red, decoration: Decoration.Bold)));
        }

        Diagnosis now = interview.Diagnosis;
        if (!now.Patient.Observations.IsEmpty)
        {
            console.Write(new Text($"So far: {now.RootLevel.MostProbable.Name} {PlainText.Percent(now.RootLevel.MostProbable.Probability)}, {now.Cause.MostProbable.Name} {PlainText.Percent(now.Cause.MostProbable.Probability)}\n", new Style(Color.Grey)));
        }
    }

    private void ShowQuestion(AskedQuestion question)
    {
        console.Write(new Text($"{question.Text}\n", new Style(question.Urgency is null ? Color.Default : question.Urgency == Urgency.Emergency ? Color.Red : Color.Yellow, decoration: Decoration.Bold)));
        foreach (string reason in question.Why)
        {
            console.Write(new Text($"  {reason}\n", new Style(Color.Grey)));
        }

        if (question.Parts.Length > 1)
        {
            console.Write(new Text($"  \"{None.Text}\" denies each of these, in both legs where no leg is named:\n", new Style(Color.Grey)));
            foreach (AskedQuestion part in question.Parts)
            {
                console.Write(new Text($"  · {part.Text.TrimEnd('?')}\n"));
            }
        }
    }
}
