import { sendKeys } from '@web/test-runner-commands';
import { Button, ButtonLink, ButtonRow } from './button.tsx';
import { Badge, Card, Facts, Fold } from './card.tsx';
import { LineChart } from './chart/line-chart.tsx';
import { EmptyState } from './empty-state.tsx';
import { Field, SelectField } from './field.tsx';
import { Notice } from './notice.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { Check, RadioGroup } from './radio-group.tsx';
import { SiteName } from './site-name.tsx';
import { SparkLine } from './spark-line.tsx';
import { PagedTable } from './table.tsx';
import {
  check,
  type Drawn,
  draw,
  equal,
  loadStyles,
  lookAs,
  noAxeFaults,
  noSidewaysScroll,
  targetsAreLargeEnough,
  until,
} from './testing/in-page.ts';
import { CountText, DateText, NumberText } from './text.tsx';

declare function describe(title: string, body: () => void): void;
declare function it(title: string, body: () => Promise<void>): void;
declare function before(body: () => Promise<void>): void;
declare function afterEach(body: () => void): void;

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 4, 24, 20);
const times = Float64Array.from({ length: 90 }, (_, i) => FIRST + (i + (i > 60 ? 6 : 0)) * DAY);
const values = Float64Array.from({ length: 90 }, (_, i) => Math.round(5 + 4 * Math.sin(i / 7)));

const nothing = () => {};

function Everything() {
  return (
    <main class="stack">
      <h1>All controls</h1>
      <ButtonRow>
        <Button look="main">Main</Button>
        <Button>Plain</Button>
        <Button look="quiet">Quiet</Button>
        <Button look="danger">Danger</Button>
        <Button off>Off</Button>
        <ButtonLink href="#x">Link</ButtonLink>
      </ButtonRow>
      <ButtonRow equal>
        <Button testId="deny">Deny</Button>
        <Button testId="allow">Allow</Button>
      </ButtonRow>
      <Field label="Name" hint="A hint" value="" onInput={nothing} error="Give it a name." />
      <SelectField
        label="Unit"
        value="kg"
        options={[
          { value: 'kg', label: 'kg' },
          { value: 'g', label: 'g' },
        ]}
        onChange={nothing}
      />
      <RadioGroup
        legend="How long"
        value="once"
        onChange={nothing}
        options={[
          { value: 'once', label: 'Only this time' },
          { value: 'month', label: 'For 30 days', detail: 'until 22 Dec 2026' },
        ]}
      />
      <RadioGroup
        legend="Days shown"
        look="segments"
        value="30"
        onChange={nothing}
        options={[
          { value: '30', label: '30 days' },
          { value: '90', label: '90 days' },
        ]}
      />
      <Check label="With notes" detail="They can be private" checked onChange={nothing} />
      <Card heading="A card" aside={<Badge kind="done">Done</Badge>}>
        <Facts items={[{ name: 'Why', value: 'Find foods' }]} />
        <Badge kind="warning">Not yet protected</Badge> <Badge kind="error">Damaged</Badge>{' '}
        <Badge>Plain</Badge>
      </Card>
      {(['info', 'warning', 'error', 'done'] as const).map((kind) => (
        <Notice key={kind} kind={kind} happened="This happened." safe="This is safe." todo="Do this." />
      ))}
      <EmptyState icon="variables" happened="Nothing here yet." />
      <Fold summary="More">
        <p>Folded</p>
      </Fold>
      <ProgressBar label="Reading the file" part={0.4} detail="84 MB of 191 MB" />
      <p>
        <SiteName origin="https://diet.example:8443" /> <DateText at={FIRST} /> <NumberText value={475_371} />{' '}
        <CountText count={1} one="entry" many="entries" />
      </p>
      <SparkLine times={times} values={values} />
      <PagedTable
        caption="Entries"
        count={60}
        rowAt={(index) => index}
        columns={[{ header: 'Row', cell: (row) => row, names: true }]}
      />
      <LineChart title="Pain" times={times} values={values} unit="1" scale={{ min: 0, max: 10 }} />
    </main>
  );
}

let drawn: Drawn;

describe('controls', () => {
  before(() =>
    loadStyles(
      ['./theme.css', './controls.css', './messages-and-tables.css', './chart/chart.css'].map(
        (path) => new URL(path, import.meta.url).href,
      ),
    ),
  );
  afterEach(() => drawn.remove());

  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [320, 1280]) {
      it(`have no accessibility fault at ${width} px, ${scheme}`, async () => {
        await lookAs(width, scheme);
        drawn = draw(<Everything />);
        await drawn.find('canvas');
        await noAxeFaults(drawn.root, `${width} ${scheme}`);
        noSidewaysScroll(String(width));
        targetsAreLargeEnough(drawn.root, String(width));
      });
    }
  }

  it('equal buttons are equal to the pixel', async () => {
    await lookAs(360, 'light');
    drawn = draw(<Everything />);
    const [deny, allow] = await Promise.all(
      ['deny', 'allow'].map(async (id) => (await drawn.find(`[data-testid=${id}]`)).getBoundingClientRect()),
    );
    equal([deny?.width, deny?.height, deny?.top], [allow?.width, allow?.height, allow?.top]);
  });

  it('a button that is off can be focused and does nothing', async () => {
    let pressed = 0;
    drawn = draw(
      <Button off onPress={() => (pressed += 1)}>
        Off
      </Button>,
    );
    const button = await drawn.named('Off');
    button.focus();
    button.click();
    check(document.activeElement === button, 'not focused');
    equal(pressed, 0);
    drawn.redraw(<Button onPress={() => (pressed += 1)}>Off</Button>);
    (await drawn.named('Off')).click();
    equal(pressed, 1);
  });

  it("a choice's detail describes it and never joins its name; the whole row can be pressed", async () => {
    const chosen: string[] = [];
    drawn = draw(
      <RadioGroup
        legend="How long"
        value="once"
        onChange={(value) => chosen.push(value)}
        options={[
          { value: 'once', label: 'Only this time' },
          { value: 'month', label: 'For 30 days', detail: 'until 22 Dec 2026' },
        ]}
      />,
    );
    const month = await drawn.find('input[value=month]');
    const textOf = (attribute: string) =>
      document.getElementById(month.getAttribute(attribute) ?? '')?.textContent;
    equal(textOf('aria-labelledby'), 'For 30 days');
    equal(textOf('aria-describedby'), 'until 22 Dec 2026');
    drawn.root.querySelectorAll<HTMLElement>('.field-hint')[0]?.click();
    equal(chosen, ['month']);
  });

  it('a site is shown whole, and its host alone is heavy', async () => {
    drawn = draw(<SiteName origin="https://diet.example:8443" />);
    equal(drawn.root.textContent, 'https://diet.example:8443');
    equal((await drawn.find('.site-host')).textContent, 'diet.example');
    equal((await drawn.find('.site')).tagName, 'BDI');
  });

  it('a table of 60 shows 25 and walks on', async () => {
    drawn = draw(<Everything />);
    equal(drawn.root.querySelectorAll('[aria-label=Entries] tbody tr').length, 25);
    (await drawn.named('Next 25')).click();
    await until(() => drawn.root.textContent?.includes('26 to 50 of 60'));
  });

  it('a chart is read entry by entry with the keyboard, and a gap is stepped over', async () => {
    await lookAs(1280, 'light');
    drawn = draw(<LineChart title="Pain" times={times} values={values} unit="1" />);
    await drawn.find('canvas');
    const plot = await drawn.find('.chart-plot');
    plot.focus();
    await sendKeys({ press: 'Home' });
    await until(() => /: 5$/u.test(drawn.root.querySelector('.chart-reading')?.textContent ?? ''));
    for (let step = 0; step < 61; step += 1) await sendKeys({ press: 'ArrowRight' });
    // Entry 61 is the first after the gap: neither lost nor a mark of the gap itself.
    const status = await drawn.find('[role=status]');
    await until(() => status.textContent?.includes(`: ${values[61]}`));
    check(
      (await drawn.find('.chart')).textContent?.includes('Longest gap: 7 days') === true,
      'no gap in the summary',
    );
  });

  it('a chart has its name, its words and its table', async () => {
    drawn = draw(<LineChart title="Pain" times={times} values={values} unit="kg" />);
    const figure = await drawn.find('figure');
    equal(document.getElementById(figure.getAttribute('aria-labelledby') ?? '')?.textContent, 'Pain, kg');
    check(document.getElementById(figure.getAttribute('aria-details') ?? '') !== null, 'no table');
    check(drawn.root.textContent?.includes('90 entries') === true, 'no summary');
  });
});
