BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Machine.ps1 }

Describe 'Get-Machine' {
    BeforeAll { $emulator = Connect-FreshEmulator }
    AfterAll { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'lists the account''s own machines' { (Get-Machine).Id | Should -Be 'web-1', 'build-cache', 'train-1' }

    It 'lists everybody''s with -All, and another account''s with -Owner' {
        (Get-Machine -All).Id | Should -Contain 'db-1'
        (Get-Machine -Owner (Get-SecondOwner)).Id | Should -Be 'db-1'
    }

    It 'has every amount and time in a user''s units' {
        $machine = Get-Machine web-1
        $machine.Credit | Should -BeOfType decimal
        $machine.CreditAcudos | Should -BeOfType System.Numerics.BigInteger
        [decimal]$machine.CreditAcudos / 1e18d | Should -Be $machine.Credit
        "$($machine.PricePerHour)" | Should -Be '7.333333333333333333'
        $machine.Until | Should -BeGreaterThan $emulator.Now
        $hours = ($machine.EstimatedEnd - $machine.Until).TotalHours
        [math]::Abs($hours - [double]($machine.Credit / $machine.PricePerHour)) | Should -BeLessThan 0.001
    }

    It 'filters by <parameter>' -ForEach @(
        @{ parameter = 'Id'; value = '*-1'; ids = 'web-1', 'train-1' }
        @{ parameter = 'State'; value = 'running', 'Stop*'; ids = 'web-1', 'build-cache' }
        @{ parameter = 'Region'; value = 'eu'; ids = 'web-1', 'train-1' }
    ) {
        $arguments = @{ $parameter = $value }
        (Get-Machine @arguments).Id | Should -Be $ids
    }

    It 'filters by provider' {
        $provider = (Get-Machine web-1).Provider
        (Get-Machine -Provider $provider -All).Provider | Sort-Object -Unique | Should -Be $provider
    }

    It 'finds a whole id whoever owns the machine' { (Get-Machine db-1).Id | Should -Be 'db-1' }

    It 'is an error for an id that is not there, and the others still come' {
        $found = Get-Machine nobody, web-1, gone -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.Id | Should -Be 'web-1'
        $failed.Count | Should -Be 2
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'MachineNotFound,*'
        $failed.TargetObject | Should -Be 'nobody', 'gone'
    }

    It 'takes ids, objects and properties from the pipeline' {
        ('web-1', 'train-1' | Get-Machine).Id | Should -Be 'web-1', 'train-1'
        (Get-Machine web-1 | Get-Machine).Id | Should -Be 'web-1'
        ([pscustomobject]@{ Id = 'train-1' } | Get-Machine).Id | Should -Be 'train-1'
        @() | Get-Machine | Should -BeNullOrEmpty
    }

    It 'asks for the prices once, however many machines there are' {
        $before = @($emulator | Get-VmEmulator -Requests).Count
        $null = Get-Machine -All
        @($emulator | Get-VmEmulator -Requests).Count - $before | Should -Be 2
    }

    It 'shows a machine as a row of its eight columns' {
        $text = Get-Machine | Format-Table | Out-String -Width 200
        $text | Should -Match 'Id\s+State\s+Address\s+Price\s+EstimatedEnd\s+Credit\s+MachineTypeId\s+Region'
        $text | Should -Match 'web-1\s+Running\s+198\.18\.0\.0\s+7\.3333 CUDOS/h\s+\d{4}-\d\d-\d\d \d\d:\d\dZ\s+456\.0\s+standard-4\s+eu'
    }

    It 'says where a list comes from no contract' {
        $server = Start-TestServer {
            param($request) if ($request.Path -like '*/smart/*') { @{ Body = '<html>busy</html>' } } else { @{ Status = 501; Body = '{}' } }
        }
        try { { Connect-Cudos -Node $server.Uri } |
            Should -Throw -ErrorId 'InvalidResponse,*' -ExpectedMessage '*HTML*' } finally { Stop-TestServer $server }
    }

    It 'needs an account, or to be told whose machines are meant' {
        $connection = Connect-Cudos -Node $emulator.Uri -ContractAddress $emulator.ContractAddress
        try {
            { Get-Machine -Connection $connection } | Should -Throw -ErrorId 'OwnerMissing,*' -ExpectedMessage '*-Owner*-All*'
            (Get-Machine -Connection $connection -All).Count | Should -Be 4
        }
        finally { $null = Connect-Cudos -Node $emulator.Uri }
    }

    It 'completes ids, states and regions' {
        (TabExpansion2 'Get-Machine w' 13).CompletionMatches.CompletionText | Should -Be 'web-1'
        (TabExpansion2 'Get-Machine -State Sto' 22).CompletionMatches.CompletionText | Should -Be 'StopRequested', 'Stopped'
        (TabExpansion2 'Get-Machine -Region ' 20).CompletionMatches.ToolTip | Should -Contain 'Europe'
    }

    It 'warns about a state that no machine has, and names the known ones' {
        Get-Machine -State Runing -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warned" | Should -BeLike "*'Runing'*Running*Stopped*"
        Get-Machine -State Run*, Stopped -WarningVariable quiet -WarningAction SilentlyContinue | Should -HaveCount 2
        $quiet | Should -BeNullOrEmpty
    }
}
