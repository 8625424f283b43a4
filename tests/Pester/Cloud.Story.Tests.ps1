BeforeAll {
    . $PSScriptRoot/Setup.ps1
    . $PSScriptRoot/../../build/Help/Examples.ps1
}

# The story of the README itself, command by command, on the service as it is today.
Describe 'A web server, from its estimate to nothing left' {
    BeforeAll {
        Remove-Module FluenceVm
        Import-Module $env:FLUENCEVM_MODULE
        $PSDefaultParameterValues.Remove('Connect-Fluence:ApiVersion')
        $readme = [IO.File]::ReadAllText("$PSScriptRoot/../../README.md")
        $chapter = ($readme -split '(?m)^## ').Where({ $_ -like 'A web server on the service as it is today*' })[0]
        $script = [scriptblock]::Create(@(Get-Example $chapter)[0].Code)
        $steps = [Collections.Generic.Queue[string]] @($script.Ast.EndBlock.Statements.Extent.Text)
        # Runs the README's next commands, up to the one that is named; hands on what that one writes.
        function Invoke-Story([string] $Command) {
            do {
                $step = $steps.Dequeue()
                $output = . ([scriptblock]::Create($step))
            } until ($step -match "\b$Command\b")
            $output
        }
        . ([scriptblock]::Create($steps.Dequeue()))
    }
    AfterAll { Disconnect-Fluence }

    It 'speaks Cloud' {
        (Get-FluenceContext).ApiVersion | Should -Be 'Cloud'
        (Get-FluenceContext).AccountId | Should -Not -BeNullOrEmpty
    }

    It 'tells the price per hour before anything is ordered' {
        $estimate = . Invoke-Story Get-FluenceEstimate
        $estimate.PricePerHour | Should -BeGreaterThan 0
        $estimate.Currency | Should -Be 'USD'
        "$(Get-FluenceEstimate -PublicIp)" | Should -BeLike '* USD per hour *'
        Get-FluenceVm web-9 -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'orders once, however often it is asked, and waits until it runs' {
        $order = $steps.ToArray()[1]
        . Invoke-Story New-FluenceVm
        $script:vm = $vm
        . ([scriptblock]::Create($order))
        $vm.Id | Should -Be $script:vm.Id
        @(Get-FluenceVm web-9).Count | Should -Be 1
        $vm = Get-FluenceVm -Id $vm.Id
        $vm.IsRunning | Should -BeTrue
        $vm.PublicIp | Should -Match '^\d+\.\d+\.\d+\.\d+$'
        $vm.PrivateIp | Should -Match '^\d+\.\d+\.\d+\.\d+$'
        "$($vm.Ports)" | Should -Be '22/tcp 443/tcp'
        (Get-FluenceVm -Status Active).Name | Should -Contain 'web-9'
    }

    It 'renames it and opens another port at once' {
        . Invoke-Story Set-FluenceVm
        $renamed = Get-FluenceVm -Id $vm.Id
        $renamed.Name | Should -Be 'web-front'
        "$($renamed.Ports)" | Should -Be '22/tcp 443/tcp 8443/tcp'
        $renamed.RestartRequired | Should -BeFalse
    }

    It 'restarts it' {
        . Invoke-Story Restart-FluenceVm
        (Get-FluenceVm -Id $vm.Id).Status | Should -Be 'softRebooting'
        . Invoke-Story Wait-FluenceVm
        (Get-FluenceVm -Id $vm.Id).IsRunning | Should -BeTrue
    }

    It 'says what it costs' {
        . Invoke-Story Format-List | Out-String | Should -Match 'PricePerHour *: 0\.0\d+'
        (Get-FluenceVm -Id $vm.Id).Currency | Should -Be 'USD'
        (Get-FluenceBalance).Amount | Should -BeGreaterThan 0
    }

    It 'removes it with everything that came with it' {
        . Invoke-Story Remove-FluenceVm 3>&1 | Should -BeNullOrEmpty
        Get-VmEmulator | Step-VmEmulator -By '1.00:30:00'
        Get-FluenceVm web-front -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        . Invoke-Story Get-FluenceOrphan | Should -BeNullOrEmpty
        Get-FluenceOrphan | Where-Object Type -ne 'DRAFT' | ForEach-Object Name | Should -Be 'old-web-boot-0fa4e001'
        $steps | Should -BeNullOrEmpty
    }
}
