# Every example that a page shows as PowerShell runs on the emulator, page by page, and prints what the page shows.
# (Blocks of "pwsh" need an account. `./build.sh help` brings the outputs up to date.)
BeforeDiscovery {
    . $PSScriptRoot/../../build/Help/Examples.ps1
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $pages = @(Get-Item "$root/README.md") + @(Get-ChildItem "$root/docs" -Recurse -Filter *.md) | ForEach-Object {
        $examples = @(Get-Example ([IO.File]::ReadAllText($_.FullName)))
        $isCommand = $_.Directory.Name -eq 'commands'
        # A page of a cmdlet shows all that is printed; a guide may leave it out.
        $examples | ForEach-Object { $_.Shown = $isCommand -or $_.Output }
        if ($examples) { @{ Page = $_.FullName.Substring($root.Length + 1); Examples = $examples } }
    }
}

Describe 'The examples of <Page>' -ForEach $pages {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
        . $PSScriptRoot/../../build/Help/Examples.ps1
        $session = Open-ExampleSession $env:FLUENCEVM_MODULE $Examples[0].Code
    }

    It 'run and print what is shown, number <Number>' -ForEach $Examples {
        if ($Code -match ' -Parallel\b' -and
            $PSVersionTable.PSEdition -ne 'Core') { Set-ItResult -Skipped -Because 'ForEach-Object -Parallel came with PowerShell 7' }
        $printed = Invoke-Example $session ($Code -replace '(?m)^Import-Module .*$')
        # Windows PowerShell draws tables and errors another way; there, an example has to run.
        if ($Shown -and $PSVersionTable.PSEdition -eq 'Core') { Hide-Volatile $printed | Should -BeExactly (Hide-Volatile $Output) }
        $errors = Get-ErrorCount $session
        if ($Output -notmatch '(?m)^\w+-\w+: ') { $errors | Should -Be 0 -Because $printed }
    }

    AfterAll { Close-ExampleSession $session }
}
