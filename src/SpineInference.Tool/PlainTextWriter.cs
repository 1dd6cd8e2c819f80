using System.Text;

namespace SpineInference.Tool;

/// <summary>Writes text for people: whatever it holds of control characters is shown as text.</summary>
/// <param name="inner">Receives the text; disposed with this writer.</param>
internal sealed class PlainTextWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(PlainText.Of(value.ToString()));

    public override void Write(char[] buffer, int index, int count) => inner.Write(PlainText.Of(new string(buffer, index, count)));

    public override void Write(string? value) => inner.Write(PlainText.Of(value ?? ""));

    public override void WriteLine() => inner.WriteLine();

    public override void WriteLine(string? value) => inner.WriteLine(PlainText.Of(value ?? ""));

    public override void Flush() => inner.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
