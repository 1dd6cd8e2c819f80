namespace SpineInference.Tool;

/// <summary>The scripts by which shells ask the tool what may come next.</summary>
/// <remarks>Each hands over the line without the tool's own name, and where in it the cursor stands, by the directive
/// <c>[suggest:POSITION]</c>; the tool answers with one proposal a line.</remarks>
internal static class CompletionScripts
{
    private const string Bash = """
        # Completion of spine for bash: eval "$(spine completion bash)", for good in ~/.bashrc.
        _spine() {
          local line="${COMP_LINE#*[[:space:]]}"
          local position=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(spine "[suggest:$position]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _spine spine

        """;

    private const string Zsh = """
        # Completion of spine for zsh: eval "$(spine completion zsh)" after compinit, for good in ~/.zshrc.
        _spine() {
          local line="${BUFFER#*[[:space:]]}"
          local position=$((CURSOR - ${#BUFFER} + ${#line}))
          local -a proposals
          proposals=("${(@f)$(spine "[suggest:$position]" "$line" 2>/dev/null)}")
          compadd -- ${proposals:#} || _files
        }
        compdef _spine spine

        """;

    private const string Fish = """
        # Completion of spine for fish: spine completion fish | source, for good in ~/.config/fish/config.fish.
        function __spine_proposals
          set -l line (commandline -cp | string replace -r '^\s*\S+\s' '')
          spine "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c spine -a '(__spine_proposals)'

        """;

    private const string PowerShell = """
        # Completion of spine for PowerShell: spine completion pwsh | Out-String | Invoke-Expression, for good in $PROFILE.
        Register-ArgumentCompleter -Native -CommandName spine -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          $whole = $commandAst.ToString()
          $name = $commandAst.CommandElements[0].Extent.Text.Length + 1
          $line = if ($whole.Length -gt $name) { $whole.Substring($name) } else { '' }
          $position = [Math]::Max(0, $cursorPosition - $commandAst.Extent.StartOffset - $name)
          spine "[suggest:$position]" $line.PadRight($position) 2>$null | Where-Object { $_.StartsWith($wordToComplete) } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }

        """;

    /// <summary>The shells that are known.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of a shell, with line feeds.</summary>
    public static string For(string shell) => (shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => PowerShell,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "Not a shell that is known."),
    }).ReplaceLineEndings("\n");
}
