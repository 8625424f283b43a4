# Runs the examples of a page as if they were typed at a prompt, and compares what is printed with what the page shows.

# The console of the examples is this wide: Get-Help indents them by four, and 120 is what consoles have.
$script:ExampleWidth = 116

# The examples of a Markdown text, in order: the code of each "powershell" block, and of the "output" block that follows it.
function Get-Example([string] $Markdown) {
    $block = '(?ms)^```powershell\n(?<code>.*?)^```\n(?:\n?```output\n(?<output>.*?)^```\n)?'
    $number = 0
    foreach ($match in [regex]::Matches("$Markdown`n", $block)) {
        @{
            Number = ++$number
            Code   = $match.Groups['code'].Value.TrimEnd()
            Output = $match.Groups['output'].Value.TrimEnd()
            Index  = $match.Index
            Length = $match.Length
        }
    }
}

# Gives a function that runs code in a session of its own, statement by statement, and gives what a console would show.
# The session is connected to the emulator of both clouds, except where the examples begin with connecting.
function Open-ExampleSession([string] $Module, [string] $FirstCode) {
    if (-not ('RecordingHost' -as [type])) { Add-Type -Path (Join-Path $PSScriptRoot RecordingHost.cs) }
    $recorder = [RecordingHost]::new($ExampleWidth)
    $runspace = [runspacefactory]::CreateRunspace($recorder)
    $runspace.Open()
    $session = [pscustomobject]@{
        Host       = $recorder
        Runspace   = $runspace
        ModulePath = $env:PSModulePath
        Home       = $env:FLUENCEVM_HOME
    }
    # What one page registers and orders is no other page's, nor the user's own.
    $env:FLUENCEVM_HOME = Join-Path ([IO.Path]::GetTempPath()) "fluencevm-$([guid]::NewGuid())"
    # A runspace that an example starts finds the module by its name, as it does if that is installed.
    if (Test-Path $Module) { $env:PSModulePath = "$(Split-Path (Resolve-Path $Module))$([IO.Path]::PathSeparator)$env:PSModulePath" }
    $null = Invoke-Example $session "Import-Module '$Module'"
    if ($FirstCode -notmatch '\b(Connect-|Start-VmEmulator)') {
        $null = Invoke-Example $session '$null = Connect-Fluence -Emulator -ApiVersion MarketV3; $null = Connect-Cudos -Emulator'
    }
    $session
}

function Invoke-Example($Session, [string] $Code) {
    $statements = [Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $null).EndBlock.Statements
    foreach ($statement in $statements) {
        $shell = [powershell]::Create()
        $shell.Runspace = $Session.Runspace
        $null = $shell.AddScript("$statement").AddCommand('Out-Default')
        $shell.Commands.Commands[0].MergeMyResults('Error', 'Output')
        try {
            $running = $shell.BeginInvoke()
            if (-not $running.AsyncWaitHandle.WaitOne(60000)) { $shell.Stop(); throw "An example didn't end within a minute: $statement" }
            $null = $shell.EndInvoke($running)
        }
        catch [Management.Automation.MethodInvocationException] {
            # What ends a statement is printed like any other error.
            $failure = [powershell]::Create()
            $failure.Runspace = $Session.Runspace
            $null = $failure.AddCommand('Out-Default').Invoke(@($_.Exception.InnerException.ErrorRecord))
            $failure.Dispose()
        }
        finally { $shell.Dispose() }
    }
    $colour = '\x1b\[[\d;]*m'
    $lines = $Session.Host.Take() -replace $colour -split '\r?\n' | ForEach-Object TrimEnd
    ($lines -join "`n").Trim("`n") -replace '\n{3,}', "`n`n"
}

function Get-ErrorCount($Session) {
    $shell = [powershell]::Create()
    $shell.Runspace = $Session.Runspace
    try { $shell.AddScript('$Error.Count; $Error.Clear()').Invoke()[0] } finally { $shell.Dispose() }
}

function Close-ExampleSession($Session) {
    $null = Invoke-Example $Session 'Get-VmEmulator | Stop-VmEmulator'
    $Session.Runspace.Dispose()
    $env:PSModulePath = $Session.ModulePath
    Remove-Item $env:FLUENCEVM_HOME -Recurse -Force -ErrorAction Ignore
    $env:FLUENCEVM_HOME = $Session.Home
}

# What differs from one run to the next, each kind in one word, and the spaces that its length moves. A VM that was just ordered
# is New for a second of the emulator's clock, which runs meanwhile.
function Hide-Volatile([string] $Text) {
    $rules = [ordered]@{
        '\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?(\.\d+)?(Z| UTC)' = '<time>'
        '\d\d/\d\d/\d{4} \d\d:\d\d:\d\d( \+\d\d:\d\d)?'      = '<time>'
        '\d\d:\d\d:\d\d(\.\d+)?'                             = '<duration>'
        '\b\d+ ms\b|\b\d+(\.\d+)? s\b'                       = '<duration>'
        '\b\d{8}-\d{6}-[0-9a-f]{6}\b'                        = '<key>'
        '\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b'      = '<id>'
        '(?<=-)[0-9a-f]{8}\b'                                = '<id>'
        '\bfluencevm-[a-z0-9]+\b'                            = '<name>'
        '(?<=127\.0\.0\.1:)\d+'                              = '<port>'
        '\b(New|Launching)\b(?!-)'                            = '<starting>'
        # A balance that is charged by the second.
        '(?m)(?<=^compute .*\d\.\d\d)\d+'                     = '<digits>'
        '[ \t]+'                                             = ' '
        '-{3,}'                                              = '---'
    }
    foreach ($rule in $rules.Keys) { $Text = $Text -creplace $rule, $rules[$rule] }
    $Text.Trim()
}

# The Markdown with the outputs as they are now. Where only what is volatile differs, the text stays; of a guide, so does an
# example that shows none.
function Get-RenewedText([string] $Markdown, [string] $Module, [switch] $Guide) {
    $examples = @(Get-Example $Markdown)
    if (-not $examples) { return $Markdown }
    $session = Open-ExampleSession $Module $examples[0].Code
    try {
        foreach ($example in $examples) { $example.Printed = Invoke-Example $session $example.Code }
    }
    finally { Close-ExampleSession $session }

    [array]::Reverse($examples)
    foreach ($example in $examples |
        Where-Object { ($_.Output -or -not $Guide) -and (Hide-Volatile $_.Printed) -cne (Hide-Volatile $_.Output) }) {
        $block = "``````powershell`n$($example.Code)`n```````n"
        if ($example.Printed) { $block += "`n``````output`n$($example.Printed)`n```````n" }
        $Markdown = $Markdown.Remove($example.Index, $example.Length).Insert($example.Index, $block)
    }
    $Markdown
}
