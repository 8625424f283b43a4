# The cmdlets, their pages in docs/commands and what Get-Help says are the same.
BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $names = (Import-PowerShellDataFile "$root/FluenceVm.psd1").CmdletsToExport
    $abouts = @(Get-ChildItem "$root/docs" -Filter about_*.md | ForEach-Object BaseName)
    $guides = @(Get-Item "$root/*.md") + @(Get-ChildItem "$root/docs" -Recurse -Filter *.md) |
        ForEach-Object { $_.FullName.Substring($root.Length + 1) }
}

BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    'Page', 'Examples', 'HelpFiles' | ForEach-Object { . "$root/build/Help/$_.ps1" }
    $renew = 'and ./build.sh help writes it anew'

    # The text of paragraphs, of Get-Help or of a page, however it is wrapped.
    function Join-Text($Text) { ("$($Text | ForEach-Object { if ($_.Text) { $_.Text } else { $_ } })" -replace '\s+', ' ').Trim() }
}

Describe 'The help of <_>' -ForEach $names {
    BeforeAll {
        $command = Get-Command $_ -CommandType Cmdlet
        $text = [IO.File]::ReadAllText("$root/docs/commands/$_.md")
        $page = Read-Page $text
        $help = Get-Help $_ -Full
        $examples = @(Get-Example $page.EXAMPLES)
    }

    It 'has a page with the syntax and the parameters that the cmdlet has' {
        $differences = Compare-Object ($text -split '\n') ((Get-PageText $command $page) -split '\n') |
            ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" }
        $differences -join "`n" | Should -BeNullOrEmpty -Because "the page has to say what the cmdlet is, $renew"
        $text | Should -BeExactly (Get-PageText $command $page)
    }

    It 'is written' {
        $text | Should -Not -Match '\{\{'
        $examples.Count | Should -BeGreaterOrEqual 2
        [regex]::Matches($page.EXAMPLES, '(?m)^### Example \d+: \S').Count |
            Should -Be $examples.Count -Because 'an example is a heading and one block of code'
        $page['RELATED LINKS'] | Should -Match '(?m)^- \['
        foreach ($piped in [regex]::Matches($page.INPUTS, '(?m)^### (.+)$').ForEach{ $_.Groups[1].Value }) {
            if ($piped -ne 'None') { $piped -as [type] | Should -Not -BeNullOrEmpty -Because "an input is a type, and '$piped' is none" }
        }
    }

    It 'is what Get-Help says' {
        $help.Synopsis | Should -BeExactly (ConvertTo-PlainText $page.SYNOPSIS)
        Join-Text $help.description | Should -BeExactly (Join-Text (ConvertTo-PlainText $page.DESCRIPTION))
        foreach ($parameter in Get-OwnParameter $command) {
            $said = $help.parameters.parameter | Where-Object name -EQ $parameter.Name
            Join-Text $said.description |
                Should -BeExactly (Join-Text (
                        ConvertTo-PlainText (Read-Page (Get-PageText $command $page))["PARAMETERS/-$($parameter.Name)"]))
        }
        $outputs = $page.Keys | Where-Object { $_ -like 'OUTPUTS/*' } | Sort-Object | ForEach-Object { $page[$_] }
        Join-Text $help.returnValues.returnValue.description | Should -BeExactly (Join-Text (ConvertTo-PlainText "$outputs"))
        (@($help.examples.example) | ForEach-Object { $_.code }) -join "`n" |
            Should -BeExactly (($examples | ForEach-Object { $_.Code }) -join "`n")
        @($help.relatedLinks.navigationLink).Count | Should -BeGreaterOrEqual ([regex]::Matches($page['RELATED LINKS'], '(?m)^- \[').Count)
    }

    It 'tells of each parameter what Get-Command tells' {
        foreach ($parameter in Get-OwnParameter $command) {
            $said = Get-Help $command.Name -Parameter $parameter.Name
            $sets = $parameter.ParameterSets.Values
            $said.required | Should -Be "$([bool] ($sets | Where-Object IsMandatory))" -Because $parameter.Name
            $said.position | Should -Be $(if ($sets[0].Position -ge 0) { $sets[0].Position } else { 'Named' }) -Because $parameter.Name
            $said.aliases | Should -Be $(if ($parameter.Aliases) { $parameter.Aliases -join ', ' } else { 'none' }) -Because $parameter.Name
            "$($said.defaultValue)" | Should -Be "$(Get-DefaultValue $command $parameter)" -Because $parameter.Name
            [bool] ($said.pipelineInput -like 'true*') | Should -Be (Test-Pipeline $parameter) -Because $parameter.Name
            $said.globbing -eq 'true' | Should -Be ([bool] ($parameter.Attributes |
                Where-Object { $_ -is [Management.Automation.SupportsWildcardsAttribute] })) -Because $parameter.Name
            $said.type.name | Should -Match ([regex]::Escape(($parameter.ParameterType.GenericTypeArguments +
                $parameter.ParameterType)[0].Name)) -Because $parameter.Name
        }
    }

    It 'names the values that are accepted' {
        foreach ($parameter in Get-OwnParameter $command) {
            foreach ($value in Get-AcceptedValue $parameter) { $page["PARAMETERS/-$($parameter.Name)"] |
                Should -Match "``$([regex]::Escape($value))``" -Because $parameter.Name }
        }
    }
}

Describe 'The pages' {
    It 'are those of the cmdlets, one each' {
        Get-ChildItem "$root/docs/commands" |
            ForEach-Object BaseName |
            Sort-Object |
            Should -Be (Get-Command -Module FluenceVm | ForEach-Object Name | Sort-Object)
    }

    It 'link to what is there: <_>' -ForEach $guides {
        $path = Join-Path $root $_
        $text = [IO.File]::ReadAllText($path) -replace '(?ms)^```.*?^```'
        foreach ($link in [regex]::Matches($text, '\]\((?!https?:|mailto:|#)([^)#]+)')) {
            Join-Path (Split-Path $path) $link.Groups[1].Value | Should -Exist
        }
    }

    It 'became the help of the module' {
        $installed = Get-Module -ListAvailable $PlatyPS.Name | Where-Object Version -EQ $PlatyPS.RequiredVersion
        if (-not $installed) {
            Set-ItResult -Skipped -Because ("$($PlatyPS.Name) $($PlatyPS.RequiredVersion), which only the PowerShell Gallery has, is " +
                "not installed")
        }
        if ($PSVersionTable.PSEdition -ne 'Core') { Set-ItResult -Skipped -Because 'the help is made with PowerShell 7' }
        Get-HelpXml "$root/docs/commands" |
            Should -BeExactly ([IO.File]::ReadAllText("$root/src/FluenceVm/en-US/FluenceVm.dll-Help.xml")) -Because ("the help is " +
                "made of the pages, $renew")
    }
}

Describe '<_>' -ForEach $abouts {
    It 'is what Get-Help says' {
        $made = Get-AboutText ([IO.File]::ReadAllText("$root/docs/$_.md"))
        [IO.File]::ReadAllText("$root/src/FluenceVm/en-US/$_.help.txt") |
            Should -BeExactly $made -Because "the help is made of the pages, $renew"
        (Get-Help $_ | Out-String).Trim() | Should -Be $made.Trim()
    }

    It 'has a synopsis and no line too long for a console' {
        (Get-Help $_).Synopsis | Should -Not -BeNullOrEmpty
        [IO.File]::ReadAllLines("$root/src/FluenceVm/en-US/$_.help.txt") | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }
}

Describe 'The first page' {
    It 'is what Get-Help FluenceVm shows, not a list' {
        (Get-Help FluenceVm | Out-String).Trim() | Should -Be (Get-Help about_FluenceVm | Out-String).Trim()
    }
}

Describe 'The jobs of <_>' -ForEach $abouts {
    It 'lead to cmdlets that are there' {
        $page = [IO.File]::ReadAllText("$root/docs/$_.md")
        $table = [regex]::Match($page, '(?s)## Jobs\n\n(\|.*?)\n\n').Groups[1].Value
        $table | Should -Not -BeNullOrEmpty
        $named = [regex]::Matches($table, '\b[A-Z][a-z]+-[A-Z]\w+\b(?!\.ps1)').Value | Sort-Object -Unique
        $named | Where-Object { -not (Get-Command $_ -ErrorAction Ignore) } | Should -BeNullOrEmpty
    }
}
